import math
def primes(n):
    out = []
    for i in range(2, n):  # expert: easy
        for d in range(2, int(i ** 0.5) + 1):
            if i % d == 0:
                break
        else:
            out.append(i)
    return out
def primes2(n):
    count = 0
    for i in range(2, n):  # expert: easy
        for d in range(2, int(math.sqrt(i)) + 1):
            if i % d == 0:
                break
        else:
            count += 1
            print(i, end=" ")
    return count
def primes3(n):
    out = []
    for i in range(2, n):  # expert: easy
        is_prime = True
        for d in range(2, i):
            if i % d == 0:
                is_prime = False
                break
        if is_prime:
            out.append(i)
    return out
def words(ws, bad):
    ok = []
    for w in ws:  # expert: easy
        for b in bad:
            if b in w.lower().replace("-", ""):
                break
        else:
            ok.append(w)
    return ok
def first(ws, tests):
    res = {}
    for w in ws:  # expert: easy
        for t in tests:
            if sum(ord(c) * t for c in w) % 97 == 0:
                res[w] = t
                break
        else:
            res[w] = None
    return res
def flags(n):
    sieve = []
    for i in range(2, n):  # expert: easy
        flag = 0
        j = 2
        while j * j <= i:
            if i % j == 0:
                flag = 1
                break
            j += 1
        if flag == 0:
            sieve.append(i)
    return sieve
def whileelse(n):
    sieve = []
    for i in range(2, n):  # expert: easy
        j = 2
        while j * j <= i:
            if i % j == 0:
                break
            j += 1
        else:
            sieve.append(i)
    return sieve
print(len(primes(6000)), primes2(3000), len(primes3(3000)), len(words(["ab-c%d" % i for i in range(3000)], ["9%d" % i for i in range(50)])), len(first(["w%d" % i for i in range(3000)], range(1, 40))), len(flags(8000)), len(whileelse(20000)))
