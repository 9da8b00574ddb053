memo = {}


def square(n):
    if n in memo:
        return memo[n]
    memo[n] = n * n * 1.0
    return memo[n]


for i in range(5000):
    square(i)
