"""A portfolio of loans and options, priced one by one."""
from decimal import Decimal, ROUND_HALF_EVEN

import helpers_finance as fin
from helpers_finance import irr


def main():
    loans = [(10000 + 750 * i, 0.002 + 0.0001 * (i % 9), 12 + 6 * (i % 5)) for i in range(20)]
    total_interest = 0.0
    for principal, rate, months in loans:  # expert: easy
        schedule = fin.amortise(principal, rate, months)
        paid = sum(row[2] for row in schedule)
        total_interest += paid
        print(f"{principal:>8} {rate:.4f} {months:>3} {paid:10.2f} {schedule[-1][3]:8.2f}")
    print(f"{total_interest:.2f}")
    projects = {f"project-{i}": [-1000] + [150 + 11 * ((i * 3 + t) % 7) for t in range(12)] for i in range(15)}
    rates = {name: irr(flows) for name, flows in projects.items()}  # expert: easy
    best = max(rates, key=rates.get)
    print(best, f"{rates[best]:.6f}")
    smile = []
    for strike in range(80, 121, 4):  # expert: easy
        tree = fin.binomial_tree(100, strike, 0.05, 0.2, 1.0, 30)
        exact = fin.black_scholes(100, strike, 0.05, 0.2, 1.0)
        smile.append((strike, round(tree, 4), round(exact, 4)))
    for row in smile:
        print(*row)
    cents = Decimal("0.01")
    amounts = []
    for i in range(30):  # expert: easy
        value = Decimal(1000 + i)
        for year in range(20):
            value = (value * Decimal("1.0375")).quantize(cents, rounding=ROUND_HALF_EVEN)
        amounts.append(value)
    print(sum(amounts), max(amounts))


if __name__ == "__main__":
    main()
