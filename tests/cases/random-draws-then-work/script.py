import random


def judge(points):
    total = 0.0
    for _ in range(20):
        for x, y in points:
            total = total * 0.5 + (x * x - y) * (x * x - y)
    return total


def search(rng, tries, enough):
    best = None
    best_error = float("inf")
    for attempt in range(tries):
        points = [(rng.random(), rng.random()) for _ in range(5)]
        error = judge(points)
        if error < best_error:
            best, best_error = points, error
            print(attempt, repr(error))
        if error < enough:
            break
    return best, attempt


rng = random.Random(77)
best, attempt = search(rng, 60, 0.06)
print(attempt, best)
print("next draw:", rng.random())
best, attempt = search(rng, 60, 1e-9)
print(attempt, best)
print("next draw:", rng.random())
random.seed(5)
weights = []
for i in range(15):
    draw = random.gauss(0, 1)
    weights.append(judge([(draw, i)]))
print(weights)
print("next draw:", random.random())
