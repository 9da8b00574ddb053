import os


def mixed(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x


def home(n):
    return os.path.expanduser("~") + str(mixed(n))


def homes(n):
    for i in range(n):
        found = home(i)
        yield found


def put(environment, value):
    environment["HOME"] = value


def main():
    os.environ["HOME"] = "/start"
    for n in range(6):
        found = home(n)
        print(found)
        os.environ["HOME"] = f"/set{n}"
    for n in range(6):
        print([home(i) for i in range(n)][-1:])
        os.environ["HOME"] += "/more"
    other = os.environ
    for n in range(6):
        found = home(n)
        print(found)
        put(other, f"/put{n}")
    for n, found in enumerate(homes(6)):
        print(found)
        if n == 2:
            other["HOME"] = "/meanwhile"
    for n in range(4):
        found = home(n)
        for other["HOME"] in ("/a", f"/b{n}"):
            pass
        print(found)


main()
