"""Reports that are made by comprehensions, map and sum over functions that tell and save what they do."""

import json
import logging
import sys
from functools import partial
from itertools import starmap
from pathlib import Path

logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
log = logging.getLogger("reports")


def mixed(seed, rounds):
    value = seed
    for step in range(rounds):
        value = (value * 31 + step) % 1000003
    return value


def told(number):
    print("begin", number)
    value = mixed(number, 3000)
    if number % 7 == 3:
        print("odd one", number, file=sys.stderr)
    print("end", number, value)
    return value


def logged(number):
    log.info("item %d", number)
    return mixed(number, 2000)


def saved(folder, number):
    value = mixed(number, 3000)
    path = folder / f"{number}.json"
    with open(path, "w") as file:
        json.dump({"number": number, "value": value}, file)
    return path


def continued(folder, number):
    """Reads what the element before has written."""
    before = int((folder / f"chain{number - 1}").read_text()) if number else 0
    value = mixed(before, 2000)
    (folder / f"chain{number}").write_text(str(value))
    return value


def both(folder, number):
    print("both", number)
    value = mixed(number, 2000)
    with open(folder / "all", "a") as file:
        file.write(f"{number} {value}\n")
    return [value, number]


def paired(left, right):
    print("pair", left, right)
    return mixed(left, 2000) - right


class Job:
    def __init__(self, number):
        self.number = number

    def run(self):
        print("job", self.number)
        return mixed(self.number, 2000)


def main():
    folder = Path("reports")
    folder.mkdir(exist_ok=True)
    print([told(number) for number in range(20)])
    print(sum(told(number) for number in range(9)))
    print([logged(number) for number in range(9)])
    paths = [saved(folder, number) for number in range(12)]
    print(len(paths), paths[3].read_text())
    print([continued(folder, number) for number in range(12)])
    print(sum(continued(folder, number) for number in range(5)))
    print(list(map(partial(both, folder), range(12))))
    print(tuple(map(lambda number: both(folder, number), range(6))))
    print((folder / "all").read_text())
    print(list(starmap(paired, zip(range(8), range(3, 11)))))
    print([job.run() for job in [Job(number) for number in range(8)]])
    print({number: told(number) for number in range(5)}, {told(number) % 5 for number in range(5)})
    print([x for number in range(5) if paired(number, 1) % 2 for x in (paired(number, 2), paired(number, 3))])
    print(max(paired(number, 1) for number in range(8)), sorted(paired(number, 1) for number in range(8)))


main()
