"""An operator that keeps a diary: every addition must happen once, in order, in the program's own process."""


class Amount:
    diary = []

    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        Amount.diary.append((self.value, other.value))
        return Amount(self.value + scramble(other.value))

    def __lt__(self, other):
        Amount.diary.append("compared")
        return self.value < other.value


def scramble(n):
    x = n + 1
    for _ in range(300):
        x = (x * 1103515245 + 12345) % 2147483648
    return x % 100


amounts = [Amount(i * 7 % 11) for i in range(30)]
total = Amount(0)
largest = amounts[0]
for amount in amounts:
    total = total + amount
    if largest < amount:
        largest = amount

print(total.value, largest.value, amounts.index(largest))
print(len(Amount.diary), Amount.diary[:6], Amount.diary[-3:])
