"""Functions with ** that somebody else calls, slots, and dictionaries that are unpacked."""
import json


class Slotted:
    __slots__ = ("x", "y", "z")

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def norm(self):
        return sum((self.x * i + self.y) % 7 + self.z for i in range(150))


class Loaded:
    def __init__(self, **kw):
        for k, v in kw.items():
            setattr(self, k, v)

    def norm(self):
        return sum((self.x * i) % 7 for i in range(150))


def noisy():
    print("noisy")
    return 1


def main():
    items = [Slotted(n, n + 1, n * 2) for n in range(40)]
    print([item.norm() for item in items])
    loaded = [Loaded(**json.loads('{"x": %d}' % n)) for n in range(30)]
    print(sum(item.norm() for item in loaded))
    table = {"x": 3, "no" + "rm": noisy}
    odd = Loaded(**table)
    print([odd.norm() for _ in range(5)])


main()
