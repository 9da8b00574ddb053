"""Summarise a file of sales: totals by region and month, extremes, means, best customers."""
import argparse
import csv
import datetime


def parse_date(text):
    """Turn 31/12/2023 into a date."""
    day, month, year = text.split("/")
    return datetime.date(int(year), int(month), int(day))


def parse_sale(row):
    date = parse_date(row[1])
    region = row[2].strip().title()
    product = row[3]
    customer = row[4]
    quantity = int(row[5])
    price = float(row[6])
    discount = float(row[7]) if row[7] else 0.0
    amount = round(quantity * price * (1 - discount), 2)
    return date, region, product, customer, quantity, amount


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--top", type=int, default=5)
    args = parser.parse_args()

    count = 0
    units = 0
    revenue = 0.0
    smallest = None
    largest = None
    first_day = None
    last_day = None
    by_region = {}
    by_month = {}
    by_weekday = [0] * 7
    products = {}
    customers = {}

    with open(args.file, newline="") as f:
        reader = csv.reader(f)
        next(reader)  # the header
        for row in reader:
            date, region, product, customer, quantity, amount = parse_sale(row)
            count += 1
            units += quantity
            revenue += amount
            if smallest is None or amount < smallest[0]:
                smallest = (amount, row[0])
            if largest is None or amount > largest[0]:
                largest = (amount, row[0])
            if first_day is None or date < first_day:
                first_day = date
            if last_day is None or date > last_day:
                last_day = date
            by_region[region] = by_region.get(region, 0.0) + amount
            month = (date.year, date.month)
            by_month[month] = by_month.get(month, 0.0) + amount
            by_weekday[date.weekday()] += 1
            products[product] = products.get(product, 0) + quantity
            customers[customer] = customers.get(customer, 0.0) + amount

    print(f"{count} sales, {units} units, from {first_day} to {last_day}")
    print("revenue:", repr(revenue), "mean:", repr(revenue / count))
    print("smallest sale:", *smallest)
    print("largest sale:", *largest)
    print()
    print("Regions, in order of first sale")
    for region, amount in by_region.items():
        print(f"  {region:<12}{amount!r:>24}{100 * amount / revenue:8.3f} %")
    print("Months")
    for month in sorted(by_month):
        print("  %d-%02d %r" % (month[0], month[1], by_month[month]))
    print("Weekdays:", by_weekday)
    print("Products")
    for product, quantity in sorted(products.items(), key=lambda item: (-item[1], item[0]))[:args.top]:
        print(f"  {product:<12}{quantity:>10}")
    print("Best customers")
    for customer in sorted(customers, key=customers.get, reverse=True)[:args.top]:
        print(f"  {customer} {customers[customer]!r}")


if __name__ == "__main__":
    main()
