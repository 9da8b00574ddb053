"""Follows a pendulum and a rod that cools, and looks at where they have been."""

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


pendulum(steps)
cooling(steps // 10)
