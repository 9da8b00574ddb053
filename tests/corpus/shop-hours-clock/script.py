"""Opening hours of shops, with the clock of the process replaced by one that always shows the same second."""

import time

NOON = 43_200.0
asked = []


def fixed():
    asked.append(NOON)
    return NOON


time.perf_counter = fixed


def minutes_open(shop):
    total = 0
    for day in range(7):
        opens, closes = 8 + (shop * 7 + day) % 4, 16 + (shop * 5 + day * 3) % 6
        for minute in range(0, 24 * 60, 15):
            total += 15 * (opens * 60 <= minute < closes * 60)
    return total


begin = time.perf_counter()
weekly = []
for shop in range(60):  # expert: easy, refused: library-replaced
    weekly.append(minutes_open(shop))
print(sum(weekly), max(weekly), time.perf_counter() - begin, len(asked))
