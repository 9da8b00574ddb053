import csv
import hashlib
import os
import re

SPACES = re.compile(r"\s+")


def write_orders():
    os.makedirs("orders", exist_ok=True)
    for month in range(1, 5):
        with open(f"orders/{month:02d}.csv", "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["customer", "amount", "day"])
            for i in range(40):
                amount = "n/a" if i % 17 == 5 else "$%d.%02d" % (i * 7 % 90, i * month % 100)
                writer.writerow(["  ann   %d " % (i % 6), amount, i % 28 + 1])


def clean(row):
    name = SPACES.sub(" ", row["customer"]).strip().title()
    return name, float(row["amount"].replace("$", "")), int(row["day"])


def read(path):
    orders, problems = [], []
    with open(path, newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):  # expert: easy
            try:
                order = clean(row)
            except ValueError as error:
                problems.append(f"{path}:{number}: {error}")
                continue
            orders.append(order)
    return orders, problems


def main():
    write_orders()
    names = sorted(os.listdir("orders"))
    digests = {}
    for name in names:  # expert: easy
        with open(os.path.join("orders", name), "rb") as file:
            digests[name] = hashlib.sha256(file.read()).hexdigest()
    print(digests["01.csv"][:12], len(set(digests.values())))
    orders, problems = read("orders/01.csv")
    print(len(orders), problems)
    totals = {}
    for name, amount, _ in orders:
        totals[name] = totals.get(name, 0.0) + amount
    print(totals)


main()
