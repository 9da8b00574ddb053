# Knapsack DP: each row depends on the previous one; the inner loop over weights reads only the old row
def knapsack(items, capacity):
    prev = [0] * (capacity + 1)
    for weight, value in items:
        cur = prev[:]
        for w in range(weight, capacity + 1):
            cand = prev[w - weight] + value
            if cand > cur[w]:
                cur[w] = cand
        prev = cur
    return prev[capacity]


def lcs(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            if a[i - 1] == b[j - 1]:
                table[i][j] = table[i - 1][j - 1] + 1
            else:
                table[i][j] = max(table[i - 1][j], table[i][j - 1])
    return table[len(a)][len(b)]


items = [((i * 37) % 23 + 1, (i * 53) % 41 + 5) for i in range(40)]
for capacity in range(50, 301, 50):  # expert: easy
    print(capacity, knapsack(items, capacity))
s = "ACGTACGTTAGC" * 8
t = "TTAGCACGGACT" * 8
print(lcs(s, t))
pairs = [(s[i:i + 20 + i], t[j:j + 25]) for i in range(6) for j in range(6)]
print(max(lcs(p, q) for p, q in pairs))  # expert: easy
