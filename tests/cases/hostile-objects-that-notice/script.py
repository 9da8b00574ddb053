"""Objects that notice how they are changed: by properties and `__setattr__`."""


def work(x):
    total = 0.0
    for k in range(1, 150):
        total += x / k
    return total


# Setting an attribute runs code.
class Setter:
    def __init__(self, n):
        self._w = float(n)
        self.sets = 0

    @property
    def w(self):
        return self._w

    @w.setter
    def w(self, value):
        self.sets += 1
        self._w = value

    def step(self):
        self.w = work(self._w)


setters = [Setter(n) for n in range(6)]
for s in setters:
    s.step()
print([(s.w, s.sets) for s in setters])


class Watching:
    def __init__(self, n):
        self.n = n
        self.v = float(n)

    def __setattr__(self, name, value):
        print("set", name)
        object.__setattr__(self, name, value)

    def step(self):
        self.v = work(self.v)


for watching in [Watching(1), Watching(2)]:
    watching.step()
