import random
import time


class Walker:
    def __init__(self):
        self.x = 0
        self.trail = []

    def step(self, r):
        self.x += 1 if r > 0.5 else -1
        if self.x % 7 == 0:
            self.trail.append(self.x)


def main():
    start = time.time()
    print("begin")
    counts = {}
    w = Walker()
    best = None
    total = 0.0
    for i in range(4000):
        r = random.random()
        w.step(r)
        counts[w.x] = counts.get(w.x, 0) + 1
        total += r
        row = [i, r]
        if best is None or r > best[1]:
            best = row
            print("best", i, r)
        time.sleep(0.0002)
    print(total, sorted(counts.items()), w.x, w.trail[-5:], best)
    return time.time() - start


random.seed(5)
if __name__ == "__main__":
    main()
