"""Longest common subsequence with a two-dimensional table."""


def lcs(a, b):
    rows, columns = len(a) + 1, len(b) + 1
    table = [[0] * columns for _ in range(rows)]
    for i in range(1, rows):
        for j in range(1, columns):
            if a[i - 1] == b[j - 1]:
                table[i][j] = table[i - 1][j - 1] + 1
            else:
                table[i][j] = max(table[i - 1][j], table[i][j - 1])
    i, j = rows - 1, columns - 1
    out = []
    while i > 0 and j > 0:
        if a[i - 1] == b[j - 1]:
            out.append(a[i - 1])
            i -= 1
            j -= 1
        elif table[i - 1][j] >= table[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return "".join(reversed(out))


def main():
    a = "".join("ACGT"[(i * i + 3 * i) % 4] for i in range(300))
    b = "".join("ACGT"[(i * 7 + i // 3) % 4] for i in range(350))
    found = lcs(a, b)
    print(len(found), found[:40])


main()
