import sys


def checksum(text):
    x = 7
    for _ in range(60):
        for c in text:
            x = (x * 31 + ord(c)) % 1000003
    return x


name = input("Who? ")
print("Hello,", name)
count = int(sys.stdin.readline())
for _ in range(count):
    print(checksum(input()))
for line in sys.stdin:
    line = line.strip()
    if line == "stop":
        break
    print(line, checksum(line))
rest = sys.stdin.read()
print(len(rest.split()), "words left", [checksum(w) for w in rest.split()])
try:
    input("More? ")
except EOFError as error:
    print("no more:", error)
