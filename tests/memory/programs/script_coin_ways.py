"""Ways to pay, and the fewest coins."""


def ways(coins, target):
    table = [1] + [0] * target
    for coin in coins:
        for amount in range(coin, target + 1):
            table[amount] += table[amount - coin]
    return table


def fewest(coins, target):
    best = [0] + [None] * target
    last = [None] * (target + 1)
    for amount in range(1, target + 1):
        for coin in coins:
            if coin <= amount and best[amount - coin] is not None:
                count = best[amount - coin] + 1
                if best[amount] is None or count < best[amount]:
                    best[amount] = count
                    last[amount] = coin
    return best, last


def pay(last, amount):
    used = []
    while amount > 0:
        used.append(last[amount])
        amount -= last[amount]
    return used


coins = [1, 2, 5, 10, 20, 50, 100, 200]
table = ways(coins, 5000)
best, last = fewest(coins, 5000)
print(table[-1], best[4999], pay(last, 4999)[:6])
