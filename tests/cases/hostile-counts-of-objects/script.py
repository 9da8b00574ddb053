# objects
import operator


class A:
    def __init__(self):
        self.hits = 0
        self.steps = 0
        self.marks = 0
        self.turns = 0
        self.price = 0

    def work(self, n):
        self.hits += 1
        return sum(k * k % 7 for k in range(n % 50 + 200))

    def reset(self):
        self.steps = 0

    def walk(self, n):
        self.steps += 1
        return sum(k * k % 7 for k in range(n % 50 + 200))

    def mark(self, n):
        self.marks += 1
        return sum(k * k % 7 for k in range(n % 50 + 200))

    def __lt__(self, other):
        return self.marks < other.marks

    def turn(self, n):
        self.turns += 1
        return sum(k * k % 7 for k in range(n % 50 + 200))

    def again(self):
        self.__init__()


class B(A):
    def work(self, n):
        return super().work(n) + self.hits


a, b = A(), B()
out = []
for n in range(40):
    out.append(a.work(n) + b.work(n))
print(out[::7], a.hits, b.hits)
out = []
for n in range(40):
    out.append(a.walk(n))
    if n % 9 == 0:
        a.reset()
print(sum(out), a.steps)
both = [A(), A()]
out = []
for n in range(40):
    out.append(both[n % 3 % 2].mark(n))
    out.append(both.index(max(both)))
print(out[:20], both[0].marks, both[1].marks)
out = []
for n in range(40):
    out.append(a.turn(n))
    if n % 9 == 0:
        a.again()
print(sum(out), a.turns)
