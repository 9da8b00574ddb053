import os
from pathlib import Path

opener = open
kept = []


def heavy(n):
    x = n
    for _ in range(400):
        x = (x * 69069 + 1) % 4294967296
    return x


def chained(n):
    """Each round reads what the one before it has written."""
    with open("state", "r") as file:
        before = int(file.read())
    with open("state", "w") as file:
        file.write(str((before + heavy(n)) % 1000))
    return before


def cached(n):
    """Computes what no round before it has."""
    try:
        with open(f"cache-{n % 7}") as file:
            return "known " + file.read()
    except FileNotFoundError:
        found = str(heavy(n))
        with open(f"cache-{n % 7}", "w") as file:
            file.write(found)
        return found


def fails(n):
    found = heavy(n)
    with open("appended", "a") as file:
        file.write(f"{n}\n")
    with open("some" if n % 9 else "nowhere/at/all", "a") as file:
        file.write(f"{found}\n")
    return found


def itself(n):
    """Reads what it writes, while it does."""
    with open(f"own-{n}", "w") as out:
        out.write(str(heavy(n)))
        with open(f"own-{n}") as file:
            early = file.read()
    with open(f"own-{n}") as source, open(f"own-{n}", "w") as out:
        out.write(source.read() + "again")
    with open(f"own-{n}") as file:
        return early, file.read()


def in_place(n):
    with open("state") as source:
        text = source.read()
    with open("state", "w") as out:
        out.write(text[-40:] + str(heavy(n) % 10))
    return len(text)


def linked(n):
    with open("link" if n % 2 else "state") as file:
        before = file.read()
    with open("state" if n % 2 else "link", "w") as file:
        file.write(before[-20:] + str(heavy(n) % 10))
    return before


def unusual(n):
    with opener("by-another-name", "a") as file:
        file.write(f"{n} {heavy(n)}\n")
    with open("both", "r+" if os.path.exists("both") else "w") as file:
        file.seek(0, 2)
        file.write(f"{file.tell()} {heavy(n)}\n")
    with open(os.devnull, "w") as file:
        file.write("nobody")
    with open(f"x{n % 30}", "x") as file:
        file.write("new")
    return n


def leaves_open(n):
    file = open("left-open", "a")
    kept.append(file)
    file.write(f"{heavy(n)}\n")
    open(f"closed-{n}", "w").write(str(heavy(n)))


def raises(n):
    with open("before-the-end", "a") as file:
        file.write(f"{n} {heavy(n)}\n")
        if n == 17:
            raise ValueError("seventeen")


def encoded(n):
    with open("utf16", "a", encoding="utf-16") as file:
        file.write(f"é{heavy(n)}\n")
    with open("latin", "a", encoding="latin-1") as file:
        file.write(f"é{heavy(n)}\n")
    with open("ascii", "a", encoding="ascii", errors="strict") as file:
        file.write("é" if n == 11 else "e")


def stopped(n):
    with Path(f"stop-{n}").open("w") as file:
        file.write(str(heavy(n)))
    return Path(f"stop-{n - 1}").exists(), Path(f"stop-{n + 1}").exists()


def again(n):
    """Opens its files more than once."""
    for part in range(3):
        with open("rows.txt", "a") as file:
            file.write(f"{n} {part} {heavy(n + part)}\n")
            print(file.name, file.mode)
    for part in range(2):
        with open(f"last-{n}", "w") as file:
            file.write(f"{part}" * (3 - part))
    with open(f"./last-{n}", "a") as file:
        print("end", file.name, file=file)
    if n % 5 == 4:
        with open("rows.txt", "a") as one, open("rows.txt", "a") as other:
            one.write("one\n")
            other.write("other\n")
    if n == 13:
        open("rows.txt", "w").close()


Path("state").write_text("5")
os.symlink("state", "link")
values = []
for n in range(20):
    values.append(chained(n))
print(values)
for n in range(30):
    values.append(cached(n))
print(values)
try:
    for n in range(1, 30):
        values.append(fails(n))
except OSError as error:
    print(error)
print(values)
for n in range(12):
    print(itself(n))
for n in range(20):
    values.append(in_place(n))
for n in range(20):
    values.append(linked(n))
print(values)
try:
    for n in range(40):
        unusual(n)
except FileExistsError as error:
    print(error)
for n in range(24):
    again(n)
for n in range(10):
    leaves_open(n)
print([file.closed for file in kept])
try:
    for n in range(30):
        raises(n)
except ValueError as error:
    print(error)
try:
    for n in range(30):
        encoded(n)
except UnicodeError as error:
    print(error)
for n in range(20):
    found = stopped(n)
    print(found)
    if n == 14:
        break
print(sorted(os.listdir(".")))
