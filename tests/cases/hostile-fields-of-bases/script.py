from dataclasses import dataclass, field


class Noting:
    name: str = "nobody"

    def note(self, k):
        self.items.append(sum(i * k % 7 for i in range(300)))
        return len(self.items)


@dataclass
class OfNoField(Noting):
    items: list = field(default_factory=list)


@dataclass
class First:
    first: int = 0


@dataclass
class Second:
    items: list = field(default_factory=list)

    def note(self, k):
        self.items.append(sum(i * k % 7 for i in range(300)))
        return len(self.items)


@dataclass
class Both(First, Second):
    last: int = 0


def main():
    shared = []
    out = []
    for k in range(16):
        out.append(OfNoField(shared).note(k))
    print(out, shared)
    for k in range(16):
        out.append(Both(shared).note(k))
    print(out, shared)


main()
