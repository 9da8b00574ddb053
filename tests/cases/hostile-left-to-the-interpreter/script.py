import hashlib


def work(n):
    if n > 60:  # which nothing asks for in the end
        return len(hashlib.pbkdf2_hmac("sha256", b"x", b"y", 1_000_000)) + n
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 1000


def search(out):
    for n in range(30):
        value = work(n)
        out.write("%d " % value)
        if value > 900:
            return n


out = open("left.txt", "w")
kept = [open("kept.txt", "w")]
for n in range(100):
    out.write(str(work(n)))
    if n == 2:
        break
print(search(kept[0]))
totals = {}
for line in open("numbers.txt", "w+"):
    totals[line] = totals.get(line, 0) + work(len(line))
print(totals)
for n in range(58, 100):
    kept[0].write("%d\n" % work(n))
    if n == 59:
        break
