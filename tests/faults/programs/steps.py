"""Many short regions, whose workers may stay."""

import sys

STEPS = int(sys.argv[1]) if len(sys.argv) > 1 else 60
SIZE = int(sys.argv[2]) if len(sys.argv) > 2 else 40


def force(i, places, weights):
    total = 0.0
    for j, other in enumerate(places):
        if j != i:
            distance = other - places[i]
            total += weights[j] * distance / (abs(distance) ** 3 + 0.1)
    return total


def main():
    places = [i * 37 % 101 / 10 for i in range(SIZE)]
    speeds = [0.0] * SIZE
    weights = [1.0 + i % 3 for i in range(SIZE)]
    for step in range(STEPS):
        forces = [force(i, places, weights) for i in range(SIZE)]
        for i, value in enumerate(forces):
            speeds[i] += value * 0.001
            places[i] += speeds[i] * 0.01
        if step % 7 == 0:
            print(step, sum(places), flush=True)
    print(places[:5])


main()
