"""A class with its own grid: diffusion steps in methods, probes, several materials."""
import copy


class Plate:
    def __init__(self, n, alpha):
        self.n = n
        self.alpha = alpha
        self.grid = [[0.0] * n for _ in range(n)]
        for i in range(n):
            self.grid[0][i] = 100.0

    def step(self):
        old = copy.deepcopy(self.grid)
        for i in range(1, self.n - 1):  # expert: easy
            for j in range(1, self.n - 1):
                self.grid[i][j] = old[i][j] + self.alpha * (old[i - 1][j] + old[i + 1][j] + old[i][j - 1] + old[i][j + 1] - 4 * old[i][j])

    def step_functional(self):
        g, a, n = self.grid, self.alpha, self.n
        new = [g[0][:]]
        for i in range(1, n - 1):  # expert: easy
            inner = [g[i][j] + a * (g[i - 1][j] + g[i + 1][j] + g[i][j - 1] + g[i][j + 1] - 4 * g[i][j]) for j in range(1, n - 1)]
            new.append([g[i][0]] + inner + [g[i][n - 1]])
        new.append(g[-1][:])
        self.grid = new

    def mean(self):
        return sum(map(sum, self.grid)) / self.n ** 2


def simulate(alpha, steps):
    plate = Plate(14, alpha)
    for _ in range(steps):
        plate.step_functional()
    return plate.mean()


def main():
    plate = Plate(20, 0.2)
    for t in range(10):  # expert: no, refused: shared-mutation
        plate.step()
    print(f"{plate.mean():.8f}")
    for t in range(5):  # expert: no, refused: shared-mutation
        plate.step_functional()
    print(f"{plate.mean():.8f}")
    sweep = [(a / 50, simulate(a / 50, 12)) for a in range(1, 13)]  # expert: easy
    for alpha, mean in sweep:
        print(f"{alpha:.2f} {mean:.6f}")


if __name__ == "__main__":
    main()
