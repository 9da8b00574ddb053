"""Running balance: nothing here is parallel."""
import csv
import io

RAW = "date,amount\n" + "\n".join("2024-01-%02d,%d" % (i % 28 + 1, (i * 7919) % 200 - 90) for i in range(400))


class Account:
    def __init__(self):
        self.balance = 0
        self.low = 0
        self.history = []

    def post(self, amount):
        self.balance += amount
        self.low = min(self.low, self.balance)
        self.history.append(self.balance)


acct = Account()
for row in csv.DictReader(io.StringIO(RAW)):
    acct.post(int(row["amount"]))
print(acct.balance, acct.low, len(acct.history))
fib = [0, 1]
for i in range(2, 300):
    fib.append((fib[i - 1] + fib[i - 2]) % 1000007)
print(fib[-1])
ema = 0.0
for v in acct.history:
    ema = 0.9 * ema + 0.1 * v
print(round(ema, 6))
