"""Inventory of a shop: a list of dicts, updates and a report."""

import random


def make_items(n):
    rng = random.Random(3)
    items = []
    for i in range(n):
        items.append(
            {
                "sku": f"SKU-{i:05d}",
                "price": round(rng.uniform(1, 500), 2),
                "stock": rng.randrange(0, 1000),
                "tags": [f"t{i % 7}", f"g{i % 13}"],
            }
        )
    return items


def by_tag(items):
    index = {}
    for item in items:
        for tag in item["tags"]:
            index.setdefault(tag, []).append(item)
    return index


def restock(items, least):
    changed = 0
    for item in items:
        if item["stock"] < least:
            item["stock"] = least
            changed += 1
    return changed


def main():
    items = make_items(3000)
    index = by_tag(items)
    print(restock(items, 100))
    for tag in sorted(index):
        group = index[tag]
        total = sum(item["price"] * item["stock"] for item in group)
        print(f"{tag:>4} {len(group):5d} {total:14.2f}")
    cheapest = sorted(items, key=lambda item: (item["price"], item["sku"]))[:10]
    for item in cheapest:
        print(item["sku"], item["price"])


if __name__ == "__main__":
    main()
