"""Inventory with global counters and logging-like prints."""
import sys

processed = 0
failed = 0
VERBOSE = "-v" in sys.argv


def checksum(code):
    total = 0
    for i, ch in enumerate(code):
        total += (i + 1) * ord(ch)
        total = (total * 31) % 65521
    for _ in range(100):
        total = (total * 17 + 3) % 65521
    return total


def validate(item):
    code, qty = item
    if qty < 0:
        raise ValueError("negative quantity for " + code)
    if checksum(code) % 7 == 0:
        raise KeyError(code)
    return checksum(code) % 1000, qty


def process(items):
    global processed, failed
    out = []
    for item in items:  # expert: easy
        try:
            key, qty = validate(item)
        except (ValueError, KeyError) as e:
            failed += 1
            if VERBOSE:
                print("skip:", e)
            continue
        processed += 1
        out.append((key, qty))
        if processed % 100 == 0:
            print("processed", processed)
    return out


items = [("SKU-%04d" % (i * 17 % 1000), (i * 7) % 50 - 1) for i in range(700)]
rows = process(items)
print(processed, failed, sum(q for _, q in rows), rows[:3])
