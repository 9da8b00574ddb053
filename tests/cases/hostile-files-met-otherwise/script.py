import os
import pickle


def heavy(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x


def replaces_the_list(line):
    n = int(line.split()[0])
    found = heavy(n)
    if n == 20:
        with open("list", "w") as file:
            file.write("5 all new\n")
    return found


class Queue:
    """Goes on until a file says that it is enough."""

    def iterdir(self):
        for n in range(60):
            if os.path.exists(f"stop{n}"):
                return
            yield n


def stops(n):
    with open(f"s{n}", "w") as file:
        file.write(str(heavy(n)))
    if n == 20:
        with open("stop21", "w") as file:
            file.write("stop")
    return n


def measures(n):
    size = os.path.getsize("made")
    with open(f"made/{n}", "w") as file:
        file.write(str(heavy(n)))
    return size > 0


def cannot_write(n):
    if not os.path.exists(f"half{n}"):
        with open(f"half{n}", "w") as file:
            file.write(str(heavy(n)))
    try:
        with open("/sys/nothing", "a") as file:
            file.write("x")
    except OSError:
        return n
    return -1


def makes(n):
    try:
        os.mkdir("taken")
        found = "made"
    except FileExistsError:
        found = "there"
    with open(f"m{n}", "w") as file:
        file.write(str(heavy(n)))
    return found


def reads_flag(n):
    with open("flag") as file:
        text = file.read()
    with open(f"f{n}", "w") as file:
        file.write(str(heavy(n)) + text)
    return text


class Named:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        print("asked for", self.path)
        return self.path


def asks_by_name(n):
    found = os.path.exists(Named(f"n{n - 1}"))
    with open(Named(f"n{n}"), "w") as file:
        file.write(str(heavy(n)))
    return found


def dumps(n):
    with open(f"p{n}", "wb") as file:
        pickle.dump([heavy(n), "name", "kind", LABELS[0]], file)


def many(n):
    for part in range(80):
        with open(f"many/{part}", "a") as file:
            file.write(f"{n} ")
    return heavy(n)


LABELS = ["name", "kind"]
with open("list", "w") as out:
    for i in range(1, 1500):
        out.write(f"{i} {'x' * 20}\n")
got = []
for line in open("list"):
    got.append(replaces_the_list(line))
print(len(got))
for n in Queue().iterdir():
    got.append(stops(n))
print(len(got))
os.mkdir("made")
os.mkdir("many")
for n in range(20):
    got.append(measures(n))
for n in range(20):
    got.append(cannot_write(n))
os.mkdir("taken")
for n in range(30):
    got.append(makes(n))
    if n % 10 == 7:
        os.rmdir("taken")
print(got[-70:])


def main():
    found = []
    for leave in ("close", "with", "read", "flush"):
        out = open("flag", "w+")
        out.write(leave)
        for n in range(20):
            found.append(reads_flag(n))
            if n == 6 and leave == "close":
                out.close()
            if n == 6 and leave == "with":
                with out:
                    pass
            if n == 6 and leave == "read":
                out.read()
            if n == 6 and leave == "flush":
                out.flush()
        out.close()
    print(found)


main()
for n in range(20):
    got.append(asks_by_name(n))
for n in range(20):
    dumps(n)
for n in range(20):
    got.append(many(n))
print(got[-40:])
