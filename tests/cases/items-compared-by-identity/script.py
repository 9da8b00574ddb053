class Body:
    def __init__(self, x):
        self.x = x

def pull(body, bodies):
    total = 0.0
    for other in bodies:
        if other is body:
            continue
        for k in range(40):
            total += 1 / (1 + abs(other.x - body.x) + k)
    return total

def main():
    bodies = [Body(i * 1.5) for i in range(20)]
    print([round(pull(b, bodies), 6) for b in bodies])
    out = []
    for b in bodies:
        out.append(pull(b, bodies))
    print(out)
main()


def near(body, bodies):
    # Equal means the same object: the class does not say otherwise.
    return [abs(b.x - body.x) for b in bodies for _ in range(30) if b != body][::30], bodies.index(body)


def others(bodies):
    print(list(map(lambda b: near(b, bodies), bodies))[:2])
    print(max(bodies, key=lambda b: sum(near(b, bodies)[0])).x)
    for n, b in enumerate(bodies):
        nearest, at = near(b, bodies)
        print(n, at, min(nearest))


others([Body(i * 1.5) for i in range(12)])
