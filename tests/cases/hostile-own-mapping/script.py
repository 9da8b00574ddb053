"""A mapping of the program's own whose keys() keeps count: `**` and dict() call it without naming it."""


def work(n):
    total = 0
    for i in range(n % 7 + 40):
        for j in range(30):
            total += i * j % 11
    return total


class Settings:
    def __init__(self):
        self.asked = 0

    def keys(self):
        self.asked += 1
        return ["scale"]

    def __getitem__(self, key):
        return len(key) + self.asked


def scaled(n, scale=1):
    return work(n) * scale


settings = Settings()
shown = []
for n in range(30):
    options = dict(settings)
    shown.append(work(n) + options["scale"])
for n in range(30):
    shown.append(scaled(n, **settings))
for n in range(30):
    merged = {"n": work(n), **settings}
    shown.append(merged["n"] + merged["scale"])
print(sum(shown), shown[-3:], settings.asked)
