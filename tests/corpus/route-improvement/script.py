import random
from geometry import Route, haversine


def make_routes(n):
    rng = random.Random(8)
    return [Route("R%02d" % i, [(rng.uniform(-60, 60), rng.uniform(-170, 170)) for _ in range(9)]) for i in range(n)]


def main():
    routes = make_routes(10)
    saved = 0.0
    for r in routes:  # expert: easy
        better = r.improved()
        gain = r.length() - better.length()
        saved += gain
        print(f"{r.name}: {r.length():9.1f} km -> {better.length():9.1f} km")
    print(f"saved {saved:.1f} km")
    stops = [s for r in routes for s in r.stops]
    longest = max(haversine(a, b) for a in stops for b in stops)  # expert: easy
    print(f"{longest:.3f}")


if __name__ == "__main__":
    main()
