"""The balance after each payment."""

import itertools

payments = [((i * 37) % 201) - 100 for i in range(30000)]
balances = list(itertools.accumulate(payments))
print(min(balances), max(balances), balances[-1])
