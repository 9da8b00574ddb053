"""Two functions without a name in one line: which of them it was depended on what has changed since."""

import os


def work(n):
    total = 0
    for a in range(200):
        total = (total * 31 + a + n) % 10007
    return total


FAST = True
FAST = not FAST
os.environ["MODE"] = "x"


def with_default(n, step=(lambda n: n) if FAST else (lambda n: -n)):
    return work(n) + step(n)


class Steps:
    by_flag = (lambda self, n: n) if FAST else (lambda self, n: -n)
    by_setting = (lambda self, n: n) if os.environ.get("MODE") == "y" else (lambda self, n: -n)

    def flag(self, n):
        return work(n) + self.by_flag(n)

    def setting(self, n):
        return work(n) + self.by_setting(n)


os.environ["MODE"] = "y"
steps = Steps()
print([with_default(n) for n in range(8)])
print([steps.flag(n) for n in range(8)])
print([steps.setting(n) for n in range(8)])
