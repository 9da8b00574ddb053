import os


def render(n):
    x = n
    lines = []
    for _ in range(50):
        x = (x * 69069 + 1) % 4294967296
        lines.append("%08x" % x)
    return "\n".join(lines) + "\n"


os.makedirs("pages", exist_ok=True)
index = open("index.txt", "w")
for n in range(12):
    text = render(n)
    with open(os.path.join("pages", "page%02d.txt" % n), "w") as f:
        f.write(text)
    index.write("page%02d %s\n" % (n, text[:8]))
    print("wrote", n, file=index)
index.close()


def save(n):
    """Each page is appended to the one before: the second file needs the first."""
    path = "chain%d.txt" % n
    before = open("chain%d.txt" % (n - 1)).read() if n else ""
    with open(path, "w") as f:
        f.write(before[-40:] + render(n)[:20])
    return os.path.getsize(path)


print([save(n) for n in range(6)])
with open("log.txt", "a") as log:
    for n in range(5):
        log.write(render(n)[:9])
        if n == 3:
            log.flush()
            print(open("log.txt").read().split())
for n in range(3):
    os.rename("chain%d.txt" % n, "moved%d.txt" % n)
    os.remove("pages/page%02d.txt" % n)
print(sorted(os.listdir("pages")))
