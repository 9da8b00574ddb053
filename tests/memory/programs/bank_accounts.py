class Account:
    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance

    def deposit(self, amount):
        self.balance += amount


accounts = [Account("owner", i * 1000) for i in range(3000)]
for account in accounts:
    account.deposit(500)
