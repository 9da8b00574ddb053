import os

def work(x):
    t = 0
    for i in range(x % 7 + 20):
        for j in range(9):
            t = (t * 31 + i * j + x) % 10007
    return t

for k in range(2):
    os.makedirs(f"a{k}", exist_ok=True)
    with open(f"a{k}/f.txt", "w") as file:
        file.write("x" * (k * 5 + 1))
os.chdir("a0")


def move(n):
    work(n)
    os.chdir(f"../a{n % 2}")
    return n


def read(n):
    with open("f.txt") as file:
        return work(len(file.read()) + n)


a = move(1)
b = read(2)
c = move(4)
d = read(5)
e = move(3)
f = read(6)
print(a, b, c, d, e, f)
out = []
for n in range(6):
    v = read(n)
    out.append(v)
    os.chdir(f"../a{n % 2}")
print(out)
