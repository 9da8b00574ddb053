def check(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    if n == 13:
        raise ValueError("thirteen", n, x % 10)
    return x


def main():
    done = []
    for n in range(30):
        value = check(n)
        print(n, value)
        done.append(value)
    print("never reached", len(done))


main()
