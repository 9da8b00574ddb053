from dataclasses import dataclass, field
from typing import ClassVar


@dataclass
class WithClassVariable:
    count: ClassVar[int] = 0
    items: list = field(default_factory=list)

    def note(self, k):
        self.items.append(sum(i * k % 7 for i in range(300)))
        return len(self.items)


@dataclass
class WithHiddenField:
    seen: int = field(init=False, default=0)
    items: list = field(default_factory=list)

    def note(self, k):
        self.items.append(sum(i * k % 7 for i in range(300)))
        return len(self.items)


class Named:
    name: str = "nobody"


@dataclass
class OfNoField(Named):
    items: list = field(default_factory=list)

    def note(self, k):
        self.items.append(sum(i * k % 7 for i in range(300)))
        return len(self.items)


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
        out.append(WithClassVariable(shared).note(k))
    print(out, shared)
    for k in range(16):
        out.append(WithHiddenField(shared).note(k))
    print(out, shared)
    for k in range(16):
        out.append(OfNoField(shared).note(k))
    print(out, shared)
    for k in range(16):
        out.append(Both(shared).note(k))
    print(out, shared)


main()
