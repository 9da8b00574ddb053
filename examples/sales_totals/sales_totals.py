"""Adds up the sales of a CSV file to the cent: for each weekday and shop, how many, what they brought, and the largest.

Usage: sales_totals.py [ROWS]     writes a file of so many rows first, unless it is there
"""

import os
import sys
from datetime import datetime
from decimal import Decimal

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def write_sales(name, rows):
    with open(name, "w") as sales:
        for number in range(rows):
            mixed = number * 2654435761 % 4294967296
            day = f"2024-{number * 12 // rows + 1:02}-{mixed % 28 + 1:02}"
            price = f"{mixed // 7 % 90 + 1}.{mixed // 11 % 100:02}"
            sales.write(f"{day},shop{mixed // 13 % 40},{mixed // 17 % 5000},{mixed % 6},{price},{mixed // 19 % 4 * 5}\n")


def parse(line):
    """Weekday, shop, and what was paid in cents."""
    day, shop, product, quantity, price, discount = line.rstrip("\n").split(",")
    weekday = datetime.strptime(day, "%Y-%m-%d").weekday()
    amount = int(quantity) * Decimal(price) * (100 - int(discount))
    return weekday, shop, int(amount)


def totals_of(name):
    totals = {}
    with open(name) as sales:
        rows = [parse(line) for line in sales]
        paid = [row for row in rows if row[2] > 0]
        for weekday, shop, amount in paid:
            count, total, largest = totals.get((weekday, shop), (0, 0, 0))
            totals[weekday, shop] = (count + 1, total + amount, max(largest, amount))
    return totals


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 300000
    name = f"sales-{rows}.csv"
    if not os.path.exists(name):
        write_sales(name, rows)
    totals = totals_of(name)
    for weekday, shop in sorted(totals):
        count, total, largest = totals[weekday, shop]
        paid = f"{total // 100}.{total % 100:02}"
        print(f"{DAYS[weekday]} {shop:7} {count:7} sales, {paid:>14}, at most {largest / 100:.2f}")


if __name__ == "__main__":
    main()
