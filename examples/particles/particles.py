"""A particle in a double well: every state of its path is held, and gone through backwards afterwards.

Usage: particles.py [STEPS]
"""

import sys

STEP = 0.002


def force(position):
    return position - position * position * position


def follow(steps):
    position, speed = 0.3, 0.9
    path = [(position, speed)]
    for _ in range(steps):
        middle = speed + 0.5 * STEP * (force(position) - 0.05 * speed)
        position = position + STEP * middle
        speed = middle + 0.5 * STEP * (force(position) - 0.05 * middle)
        path.append((position, speed))
    # How long ago was the particle last on the other side, and how much energy has it lost since?
    crossings = 0
    side = position > 0.0
    weight = 0.0
    for position, speed in reversed(path):
        energy = 0.5 * speed * speed + 0.25 * position * position * position * position - 0.5 * position * position
        weight = weight * 0.9999 + energy
        if (position > 0.0) != side:
            crossings += 1
            side = not side
    return len(path), crossings, weight


def main():
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 600_000
    count, crossings, weight = follow(steps)
    print(f"{count} states, {crossings} crossings, weighted energy {weight:.12f}")


if __name__ == "__main__":
    main()
