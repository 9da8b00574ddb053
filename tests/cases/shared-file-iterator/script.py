"""Lines that end in a backslash go on in the next line; the loop and its body read from one file."""


def checksum(text):
    x = 7
    for _ in range(40):
        for c in text:
            x = (x * 31 + ord(c)) % 1000003
    return x


with open("input.txt") as f:
    title = next(f).strip()
    print("title:", title)
    for number, line in enumerate(f):
        line = line.rstrip("\n")
        while line.endswith("\\"):
            line = line[:-1] + next(f).rstrip("\n")
        if line == "END":
            break
        print(number, len(line), checksum(line))
    print("rest:", f.read().split())
