"""Parameter sweep of a damped pendulum, rk4; results to csv."""
import csv
import itertools
import math


def deriv(theta, omega, t, damping, drive):
    return omega, -math.sin(theta) - damping * omega + drive * math.cos(0.67 * t)


def rk4(theta, omega, t, dt, damping, drive):
    k1 = deriv(theta, omega, t, damping, drive)
    k2 = deriv(theta + dt / 2 * k1[0], omega + dt / 2 * k1[1], t + dt / 2, damping, drive)
    k3 = deriv(theta + dt / 2 * k2[0], omega + dt / 2 * k2[1], t + dt / 2, damping, drive)
    k4 = deriv(theta + dt * k3[0], omega + dt * k3[1], t + dt, damping, drive)
    theta += dt / 6 * (k1[0] + 2 * k2[0] + 2 * k3[0] + k4[0])
    omega += dt / 6 * (k1[1] + 2 * k2[1] + 2 * k3[1] + k4[1])
    return theta, omega


def run(damping, drive, steps=400):
    theta, omega, t = 0.2, 0.0, 0.0
    peak = 0.0
    for _ in range(steps):
        theta, omega = rk4(theta, omega, t, 0.05, damping, drive)
        t += 0.05
        peak = max(peak, abs(theta))
    return {"theta": theta, "omega": omega, "peak": peak}


def main():
    dampings = [0.1 * i for i in range(1, 6)]
    drives = [0.9, 1.07, 1.15, 1.5]
    rows = []
    for damping, drive in itertools.product(dampings, drives):  # expert: easy
        result = run(damping, drive)
        result["damping"] = damping
        result["drive"] = drive
        rows.append(result)
        print("damping=%.2f drive=%.2f peak=%.4f" % (damping, drive, result["peak"]))
    with open("sweep.csv", "w", newline="") as f:
        w = csv.DictWriter(f, fieldnames=["damping", "drive", "theta", "omega", "peak"])
        w.writeheader()
        for r in rows:
            w.writerow({k: round(v, 8) for k, v in r.items()})
    best = max(rows, key=lambda r: r["peak"])
    print("largest swing", best["damping"], best["drive"])


if __name__ == "__main__":
    main()
