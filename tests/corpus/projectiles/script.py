"""Bouncing balls, each simulated for itself; results as objects."""
import math
from typing import NamedTuple


class State(NamedTuple):
    t: float
    x: float
    y: float
    vx: float
    vy: float

    def energy(self):
        return 0.5 * (self.vx ** 2 + self.vy ** 2) + 9.81 * self.y


def fly(angle, speed, drag=0.02, dt=0.01):
    s = State(0.0, 0.0, 0.0, speed * math.cos(angle), speed * math.sin(angle))
    path = [s]
    while s.y >= 0:
        v = math.hypot(s.vx, s.vy)
        ax = -drag * v * s.vx
        ay = -9.81 - drag * v * s.vy
        s = State(s.t + dt, s.x + s.vx * dt, s.y + s.vy * dt, s.vx + ax * dt, s.vy + ay * dt)
        path.append(s)
    return path


def main():
    ranges = []
    best_angle, best_range = 0, 0.0
    for deg in range(10, 81, 5):  # expert: easy
        path = fly(math.radians(deg), 30.0)
        landing = path[-1]
        ranges.append((deg, landing.x, max(p.y for p in path)))
        if landing.x > best_range:
            best_range = landing.x
            best_angle = deg
    for deg, dist, height in ranges:
        print(f"{deg:3d} deg {dist:8.3f} m {height:8.3f} m")
    print("best", best_angle, f"{best_range:.4f}")
    losses = {speed: fly(0.7, speed)[0].energy() - fly(0.7, speed)[-1].energy() for speed in (10, 20, 40)}  # expert: easy
    print({k: round(v, 4) for k, v in losses.items()})


main()
