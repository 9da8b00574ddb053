"""Bank: threads of transactions with rollback; sequential."""
class InsufficientFunds(Exception):
    pass


class Bank:
    def __init__(self):
        self.accounts = {}
        self.log = []

    def open(self, name, amount=0):
        self.accounts[name] = amount

    def transfer(self, src, dst, amount):
        if self.accounts[src] < amount:
            raise InsufficientFunds(src)
        self.accounts[src] -= amount
        self.accounts[dst] += amount
        self.log.append((src, dst, amount))


bank = Bank()
for i in range(10):
    bank.open("acct%d" % i, 100 * i)
failures = 0
for i in range(500):
    try:
        bank.transfer("acct%d" % (i * 7 % 10), "acct%d" % (i * 3 % 10), i % 50)
    except InsufficientFunds as e:
        failures += 1
        if failures < 4:
            print("failed:", e)
print(failures, sum(bank.accounts.values()), len(bank.log))
