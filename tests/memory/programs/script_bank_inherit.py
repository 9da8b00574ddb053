"""Accounts with a history of what happened."""


class Account:
    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self.balance = balance
        self.history = []

    def deposit(self, amount):
        self.balance += amount
        self.history.append(("deposit", amount, self.balance))

    def withdraw(self, amount):
        if amount > self.balance:
            self.history.append(("refused", amount, self.balance))
            return False
        self.balance -= amount
        self.history.append(("withdraw", amount, self.balance))
        return True


class Savings(Account):
    def __init__(self, owner, balance, rate):
        super().__init__(owner, balance)
        self.rate = rate

    def add_interest(self):
        self.deposit(self.balance * self.rate)


def main():
    accounts = []
    for i in range(200):
        if i % 3 == 0:
            accounts.append(Savings(f"owner-{i}", 100.0 + i, 0.01))
        else:
            accounts.append(Account(f"owner-{i}", 50.0 + i))
    for day in range(30):
        for i, account in enumerate(accounts):
            if (i + day) % 2:
                account.deposit(10.0 + day)
            else:
                account.withdraw(15.0 + day)
        if day % 10 == 9:
            for account in accounts:
                if isinstance(account, Savings):
                    account.add_interest()
    richest = sorted(accounts, key=lambda a: a.balance, reverse=True)[:3]
    print([(a.owner, round(a.balance, 2), len(a.history)) for a in richest])


main()
