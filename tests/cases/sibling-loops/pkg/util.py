from .shapes import weight

def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps

def collatz_lengths(n):
    return [collatz(k) + weight(k) for k in range(1, n)]

class Sim:
    def __init__(self, seed):
        self.seed = seed

    def step(self, k):
        x = self.seed + k
        for _ in range(300):
            x = (x * 1103515245 + 12345) % 2147483648
        return x

    def run(self, n):
        best = 0
        for k in range(n):
            v = self.step(k)
            if v > best:
                best = v
                print("best", k, v)
        return best
