import csv
import io
import random


def make(seed, count):
    rng = random.Random(seed)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["day", "price"])
    price = 100.0
    for day in range(count):
        price *= 1.0 + rng.gauss(0.0, 0.01)
        rows.writerow([day, f"{price:.4f}"])
    return text.getvalue()


def named(seed, count):
    text = io.StringIO()
    rows = csv.DictWriter(text, fieldnames=["day", "name"])
    rows.writeheader()
    for day in range(count):
        rows.writerow({"day": day * seed, "name": f"n,{day}"})
    rows.writerows([{"day": 1, "name": 'a "b"'}, {"day": 2, "name": ""}])
    return text.getvalue()


data = {}
for seed in range(30):
    data[seed] = make(seed, 200)
print(sum(map(len, data.values())), data[3][-20:])
tables = [named(seed, 150) for seed in range(30)]
print(sum(map(len, tables)), tables[7][-40:])
