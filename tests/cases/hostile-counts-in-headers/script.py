# a header that is asked twice, and work in an inner loop that stays
asked = 0


class Box:
    def __init__(self, n):
        self.n = n
        self.looks = 0

    @property
    def items(self):
        self.looks += 1
        return [self.n, self.n + 1, self.n + 2]

    def heavy(self, k):
        global asked
        asked += 1
        return sum(i * k % 7 for i in range(300))


boxes = [Box(n) for n in range(30)]
total = 0.5
for b in boxes:
    for k in b.items:
        v = b.heavy(k)
        total += v / 3
print(total, asked, [b.looks for b in boxes])


def length(n):
    global asked
    asked += 1
    return n % 4


for n in range(30):
    for k in range(length(n)):
        total += boxes[n].heavy(k) / 3
print(total, asked)
n = 0
while n < 60:
    total += boxes[n % 30].heavy(n) / 3
    n += 1 + length(n) // 3
print(total, asked)
import random

rng = random.Random(5)
for n in range(40):
    k = rng.randrange(length(n) + 1)
    total += boxes[n % 30].heavy(k) / 3
print(total, asked)
