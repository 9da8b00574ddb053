"""Accounts, transfers, a log: every step depends on the balances before it."""


class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, name, balance):
        self.name = name
        self.balance = balance

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(f"{self.name} has {self.balance}, not {amount}")
        self.balance -= amount

    def deposit(self, amount):
        self.balance += amount


class Bank:
    def __init__(self, names):
        self.accounts = {name: Account(name, 100) for name in names}
        self.log = []

    def transfer(self, source, target, amount):
        self.accounts[source].withdraw(amount)
        self.accounts[target].deposit(amount)
        self.log.append((source, target, amount))

    def interest(self):
        for account in self.accounts.values():
            for _ in range(50):
                account.balance = account.balance * 1001 // 1000
            account.balance += 1


names = ["ann", "bob", "cyd", "dee"]
bank = Bank(names)
failed = 0
x = 1
for day in range(60):
    x = (x * 69069 + 1) % 4294967296
    source, target = names[x % 4], names[(x >> 8) % 4]
    try:
        bank.transfer(source, target, (x >> 16) % 90)
    except InsufficientFunds as error:
        failed += 1
        if failed < 4:
            print(day, error)
    if day % 20 == 19:
        bank.interest()
        print(day, {a.name: a.balance for a in bank.accounts.values()})
print(failed, len(bank.log), bank.log[-1], sum(a.balance for a in bank.accounts.values()))
