"""Prices of options by simulation: one loop that runs on all cores, one that cannot."""


def price(strike):
    total = 0.0
    for step in range(2000):
        total += max(0.0, (step * 7919 % 1000) / 10 - strike)
    return total / 2000


def main():
    best, table = 0.0, []
    for strike in range(200):
        value = price(strike / 2)
        if value > best:
            best = value
            print("best so far:", strike, value)
        table.append((strike, value))
    state = 1.0
    for strike in range(200):
        state = price(state % 50)
    print(best, len(table), state)


if __name__ == "__main__":
    main()
