def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 97


numbers = iter(range(40))
pairs = []
for a in numbers:
    b = next(numbers, None)
    if b is None:
        break
    if a % 5 == 0:
        skipped = next(numbers)
        print("skipped", skipped)
    pairs.append((a, b, work(a * b)))
print(pairs)

tokens = iter("a b ( c d ( e ) f ) g h".split())


def parse(level):
    parts = []
    for token in tokens:
        if token == "(":
            parts.append(parse(level + 1))
        elif token == ")":
            break
        else:
            parts.append((token, work(ord(token) + level)))
    return parts


print(parse(0))
print(list(tokens))
