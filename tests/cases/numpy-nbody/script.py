"""Gravity between bodies, force by force."""
import numpy as np


def acceleration(positions, masses, i, softening=1e-3):
    difference = positions - positions[i]
    squared = (difference ** 2).sum(axis=1) + softening
    weights = masses / squared ** 1.5
    return (difference * weights[:, None]).sum(axis=0)


def simulate(count, steps, dt):
    rng = np.random.default_rng(42)
    positions = rng.standard_normal((count, 3))
    velocities = rng.standard_normal((count, 3)) * 0.1
    masses = rng.random(count)
    forces = np.zeros((count, 3))
    energies = []
    for step in range(steps):
        for i in range(count):
            forces[i] = acceleration(positions, masses, i)
        velocities += forces * dt
        positions += velocities * dt
        energies.append(0.5 * float((masses * (velocities ** 2).sum(axis=1)).sum()))
    return positions, energies


if __name__ == "__main__":
    positions, energies = simulate(60, 4, 0.01)
    print(positions[:3])
    for energy in energies:
        print(f"{energy:.17g}")
