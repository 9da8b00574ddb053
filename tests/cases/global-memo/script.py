memo = {}
hits = 0


def steps(n):
    """Length of the Collatz sequence, remembered for every number on the way."""
    global hits
    if n in memo:
        hits += 1
        return memo[n]
    result = 0 if n == 1 else 1 + steps(n // 2 if n % 2 == 0 else 3 * n + 1)
    memo[n] = result
    return result


longest = 0
for n in range(1, 400):
    s = steps(n)
    if s > longest:
        longest = s
        where = n
print(where, longest)
print(len(memo), hits, list(memo)[:8], max(memo))
