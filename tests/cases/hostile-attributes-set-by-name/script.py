import argparse


class Config:
    def __init__(self):
        self.n = 1


class Case:
    def __init__(self, items):
        self.items = items


def work(thing, k):
    try:
        thing.items.append(k)
    except AttributeError:
        return -k
    return len(thing.items) + sum(range(k + 50))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--items", action="append", default=[])
    config = Config()
    parser.parse_args(["--items", "x"], config)
    things = [config, Case([1])]
    out = []
    for k in range(16):
        out.append(work(things[k % 2], k))
    print(out, config.items)


main()
