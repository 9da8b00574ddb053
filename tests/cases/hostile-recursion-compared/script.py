"""The best way to share out a budget: a loop whose rounds call its own function, so that comparing its rounds with workers compares it too."""

WEIGHTS = [(3, 0, -3), (-3, 3, 0), (-1, 0, 4), (2, -2, 1)]


def value(shares):
    totals = [0, 0, 0]
    for weights, share in zip(WEIGHTS, shares):
        for place, weight in enumerate(weights):
            totals[place] += weight * share
    product = 1
    for total in totals:
        product *= max(total, 0)
    return product


def best(position, left, shares):
    if position == len(WEIGHTS) - 1:
        return value(shares + [left])
    most = 0
    for share in range(left + 1):
        found = best(position + 1, left - share, shares + [share])
        if found > most:
            most = found
    return most


print(best(0, 100, []))
