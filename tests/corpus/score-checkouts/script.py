"""In how many ways a game of darts can end with three throws, for each score that is left."""

VERBOSE = False
DOUBLES_FIRST = 41

points = [*range(1, 21), 25] + [3 * n for n in range(1, 21)] + [2 * n for n in range(1, 21)] + [50]
assert points[DOUBLES_FIRST] == 2

ways = 0
for left in range(2, 60):  # expert: easy
    for first in range(len(points)):
        rest = left - points[first]
        if rest < 0:
            continue
        if rest == 0 and first >= DOUBLES_FIRST:
            ways += 1
            if VERBOSE:
                print(left, points[first])
        for second in range(first, len(points)):
            if rest - points[second] < 0:
                continue
            for last in range(DOUBLES_FIRST, len(points)):
                if points[second] + points[last] == rest:
                    ways += 1
                    if VERBOSE:
                        print(left, points[first], points[second], points[last])
print(ways)
