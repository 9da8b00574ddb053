def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def main():
    found = []
    for x in [work(y) for y in range(8)]:
        found.append(work(x))
    print(found)
    for x in sorted(map(work, range(8)), key=work):
        found.append(work(x))
    print(found)
    print([work(x) for x in [work(y) for y in [work(z) for z in range(5)]]])
    print(max(sorted([work(y) for y in range(9)], key=work), key=lambda v: work(v + 1)))
    for x in (work(y) for y in range(8)):
        found.append(work(x))
    print(found)
    for x in map(work, range(8)):
        print(x)
        if x > 90:
            break


main()
