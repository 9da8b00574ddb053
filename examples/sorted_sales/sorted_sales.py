"""Simulated sales, sorted by customer and amount, and summed up customer by customer.

Usage: sorted_sales.py [SALES]
"""

import sys


def sale(number):
    """Who bought, for how much, and which sale it was."""
    mixed = number * 2654435761 % 4294967296
    return f"customer{mixed % 5003}", mixed // 7 % 100000 / 100, number


def best(count):
    """The customer who spent most, and how many customers there are."""
    last, total, customers = "", 0.0, 0
    most, winner = 0.0, ""
    sales = [sale(number) for number in range(count)]
    for customer, amount, _number in sorted(sales, key=lambda sale: (sale[0], sale[1])):
        if customer != last:
            customers += 1
            total = 0.0
            last = customer
        total += amount
        if total > most:
            most, winner = total, customer
    return winner, round(most, 2), customers


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400_000
    print(*best(count))


if __name__ == "__main__":
    main()
