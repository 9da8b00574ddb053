"""Names from outside."""
import sys


class Config:
    def __init__(self, pairs):
        self.steps = 10
        for pair in pairs:
            name, text = pair.split("=")
            setattr(self, name, int(text))

    def run(self, n):
        total = 0
        for i in range(self.steps):
            total += (n * i) % 9
        return total

    def other(self, n):
        return n


def main():
    config = Config(sys.argv[1:] or ["steps=200", "more=3"])
    print([config.run(n) for n in range(40)])
    broken = Config(["run=5"])
    try:
        print([broken.run(n) for n in range(40)])
    except TypeError as error:
        print("TypeError", error)


main()
