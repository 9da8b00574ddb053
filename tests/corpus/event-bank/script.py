"""Accounts updated in order, with monthly statements rendered per account."""
import logging
from collections import OrderedDict
from datetime import datetime, timedelta

logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
log = logging.getLogger("bank")


class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, number, balance=0):
        self.number = number
        self.balance = balance
        self.history = []

    def deposit(self, when, amount):
        self.balance += amount
        self.history.append((when, amount, self.balance))

    def withdraw(self, when, amount):
        if amount > self.balance:
            raise InsufficientFunds(f"account {self.number}: {amount} > {self.balance}")
        self.balance -= amount
        self.history.append((when, -amount, self.balance))

    def statement(self):
        lines = [f"Account {self.number}"]
        low = high = None
        for when, amount, balance in self.history:
            lines.append(f"{when:%Y-%m-%d} {amount:>8.2f} {balance:>10.2f}")
            low = balance if low is None or balance < low else low
            high = balance if high is None or balance > high else high
        lines.append(f"low {low} high {high}")
        return "\n".join(lines)


class Bank:
    def __init__(self):
        self.accounts = OrderedDict()

    def open(self, number, amount):
        self.accounts[number] = Account(number, amount)

    def transfer(self, when, source, target, amount):
        self.accounts[source].withdraw(when, amount)
        self.accounts[target].deposit(when, amount)


def main():
    bank = Bank()
    for n in range(8):
        bank.open(n, 100 + 10 * n)
    day = datetime(2024, 1, 1)
    failed = 0
    for i in range(300):  # expert: no, refused: unprofitable-loop
        try:
            bank.transfer(day + timedelta(hours=i), i % 8, (i * 5 + 1) % 8, (i * 37) % 60 + 1)
        except InsufficientFunds as error:
            failed += 1
            log.debug("refused: %s", error)
    print("failed", failed)
    for account in bank.accounts.values():  # expert: easy
        text = account.statement()
        print(text.splitlines()[-1], len(text))
    texts = {n: a.statement() for n, a in bank.accounts.items()}  # expert: easy
    print(sum(len(t) for t in texts.values()))


if __name__ == "__main__":
    main()
