"""String processing: palindromes, longest repeated substrings, suffix arrays, pattern matching."""


def longest_palindrome(s):
    best = ""
    for i in range(len(s)):  # expert: easy
        for lo, hi in ((i, i), (i, i + 1)):
            while lo >= 0 and hi < len(s) and s[lo] == s[hi]:
                lo -= 1
                hi += 1
            if hi - lo - 1 > len(best):
                best = s[lo + 1:hi]
    return best


def failure(pattern):
    table = [0]
    k = 0
    for c in pattern[1:]:
        while k and pattern[k] != c:
            k = table[k - 1]
        if pattern[k] == c:
            k += 1
        table.append(k)
    return table


def kmp(text, pattern):
    table, k, found = failure(pattern), 0, []
    for i, c in enumerate(text):
        while k and pattern[k] != c:
            k = table[k - 1]
        if pattern[k] == c:
            k += 1
        if k == len(pattern):
            found.append(i - k + 1)
            k = table[k - 1]
    return found


def z_function(s):
    z = [0] * len(s)
    l = r = 0
    for i in range(1, len(s)):
        if i < r:
            z[i] = min(r - i, z[i - l])
        while i + z[i] < len(s) and s[z[i]] == s[i + z[i]]:
            z[i] += 1
        if i + z[i] > r:
            l, r = i, i + z[i]
    return z


def longest_repeat(s):
    suffixes = sorted(s[i:] for i in range(len(s)))
    best = ""
    for a, b in zip(suffixes, suffixes[1:]):
        n = 0
        while n < min(len(a), len(b)) and a[n] == b[n]:
            n += 1
        if n > len(best):
            best = a[:n]
    return best


def is_palindrome(n):
    s = str(n)
    return s == s[::-1]


def lychrel(limit, rounds=30):
    def escapes(n):
        for _ in range(rounds):
            n += int(str(n)[::-1])
            if is_palindrome(n):
                return False
        return True
    return [n for n in range(limit) if escapes(n)]  # expert: easy


def main():
    text = "abracadabra" * 6 + "racecar" + "mississippi" * 4
    print(longest_palindrome(text))
    results = {}
    for pattern in ("abra", "issi", "car", "dab", "zzz"):  # expert: easy
        results[pattern] = kmp(text, pattern)
    print({p: len(r) for p, r in results.items()})
    print(max(z_function(text)))
    print(longest_repeat(text)[:40])
    print(lychrel(300))
    products = set()
    for a in range(10, 60):  # expert: easy
        for b in range(a, 60):
            if is_palindrome(a * b):
                products.add(a * b)
    print(len(products), max(products))


if __name__ == "__main__":
    main()
