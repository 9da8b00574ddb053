"""Tables in which every entry needs the ones before."""


def knapsack(weights, values, capacity):
    best = [0] * (capacity + 1)
    for weight, value in zip(weights, values):
        for c in range(capacity, weight - 1, -1):
            best[c] = max(best[c], best[c - weight] + value)
    return best[capacity]


def change(coins, amount):
    ways = [1] + [0] * amount
    for coin in coins:
        for a in range(coin, amount + 1):
            ways[a] += ways[a - coin]
    return ways


def longest_increasing(numbers):
    best = [1] * len(numbers)
    for i in range(len(numbers)):
        for j in range(i):
            if numbers[j] < numbers[i] and best[j] + 1 > best[i]:
                best[i] = best[j] + 1
    return best


numbers = []
x = 1
for _ in range(60):
    x = (x * 69069 + 1) % 4294967296
    numbers.append(x % 97)
print(knapsack(numbers[:20], numbers[20:40], 300))
print(change([1, 2, 5, 10, 20, 50], 300)[-5:])
print(longest_increasing(numbers))
table = [[1] * 10 for _ in range(10)]
for i in range(1, 10):
    for j in range(1, 10):
        table[i][j] = table[i - 1][j] + table[i][j - 1]
print(table[9][9])
n = 27
steps = []
while n != 1:
    n = 3 * n + 1 if n % 2 else n // 2
    steps.append(n)
print(len(steps), max(steps))
