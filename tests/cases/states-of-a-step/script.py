"""Follows a pendulum and a rod that cools, and looks at where they have been."""

import math
import sys

steps = int(sys.argv[1])
broken = int(sys.argv[2]) if len(sys.argv) > 2 else -1


def swing(state, kick):
    angle, speed = state
    speed -= 0.01 * (angle - angle * angle * angle / 6)
    return angle + 0.01 * speed, speed + kick


def pendulum(count):
    state = (1.0, 0.0)
    path = [state]
    for number in range(count):  # one after the other
        # `broken` is the number of a step that goes wrong
        kick = 0.001 / (number - broken)
        state = swing(state, kick)
        path.append(state)
    print("pendulum", len(path), path[0], path[count // 2], state)
    energy = 0.0
    for number in range(count, 0, -1):
        angle, speed = path[number - 1]
        energy = energy * 0.999 + angle * angle + speed * speed
    print("energy", energy)


def cooling(count):
    rods = [[0.0] * 10 + [1.0] * 5 + [0.0] * 10]
    for _ in range(3, count):
        rods.append([rods[-1][0]] + [
            rods[-1][cell] + 0.1 * (rods[-1][cell - 1] - 2 * rods[-1][cell] + rods[-1][cell + 1])
            for cell in range(1, 24)
        ] + [0.0])
    heat = 0.0
    for number, rod in enumerate(reversed(rods)):
        heat += number % 7 * sum(rod)
    try:
        print(rods[len(rods)])
    except IndexError as problem:
        print("heat", heat, problem)


def orbit(count, dt):
    x, y = 1.0, 0.0
    vx, vy = 0.0, 1.0
    path = [(0.0, x, y, vx, vy)]  # several variables, and one that no round reads
    for step in range(1, count):
        r = math.sqrt(x * x + y * y)
        ax, ay = -x / r ** 3, -y / r ** 3
        vx += ax * dt
        vy += ay * dt
        x += vx * dt
        y += vy * dt
        t = step * dt
        path.append((t, x, y, vx, vy))
    energy = 0.0
    for t, px, py, pvx, pvy in reversed(path):
        energy += math.sqrt(px * px + py * py) * t - (pvx * pvx + pvy * pvy)
    last = path[-1]
    print(len(path), x, y, energy, last)


def rabbits(count):
    hares = 50.0
    lynxes = 20.0
    years = [(hares, lynxes)]
    for _ in range(count):
        born = 0.0005 * hares - 0.00002 * hares * lynxes
        lynxes += 0.00001 * hares * lynxes - 0.0003 * lynxes
        hares += born
        years.append((hares, lynxes))
    final = years[-1]
    most = max(h for h, _ in years)
    print(final, most, hares)


def broken(count, where):
    a = 1
    b = 1
    pairs = [(a, b)]
    for i in range(count):
        a, b = b, (a + b) % 1000003 // (i - where)
        pairs.append((a, b))
    total = 0
    for one, other in pairs:
        total += one * other
    print(total)


pendulum(steps)
cooling(steps // 10)
orbit(steps, 0.01)
rabbits(steps)
broken(steps, 4500)
