"""Vehicles with their own state: each route simulated by a method on self, results merged."""
from dataclasses import dataclass
from typing import Dict, List, Tuple


@dataclass(frozen=True)
class Stop:
    x: float
    y: float
    demand: int


@dataclass
class Route:
    vehicle: int
    stops: List[Stop]
    length: float = 0.0


class Planner:
    SPEED = 40.0

    def __init__(self, stops, capacity):
        self.stops = stops
        self.capacity = capacity
        self.depot = Stop(0.0, 0.0, 0)
        self.log: List[str] = []

    def distance(self, a: Stop, b: Stop) -> float:
        return ((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5

    def length(self, stops: List[Stop]) -> float:
        total = 0.0
        here = self.depot
        for stop in stops:
            total += self.distance(here, stop)
            here = stop
        return total + self.distance(here, self.depot)

    def two_opt(self, stops: List[Stop]) -> List[Stop]:
        best = stops
        best_length = self.length(best)
        improved = True
        while improved:
            improved = False
            for i in range(len(best) - 1):
                for j in range(i + 2, len(best) + 1):
                    candidate = best[:i] + best[i:j][::-1] + best[j:]
                    length = self.length(candidate)
                    if length < best_length - 1e-9:
                        best, best_length, improved = candidate, length, True
        return best

    def split(self) -> List[List[Stop]]:
        groups, current, load = [], [], 0
        for stop in sorted(self.stops, key=lambda s: (s.x, s.y)):
            if load + stop.demand > self.capacity:
                groups.append(current)
                current, load = [], 0
            current.append(stop)
            load += stop.demand
        groups.append(current)
        return groups

    def plan(self) -> List[Route]:
        routes = []
        for number, group in enumerate(self.split()):  # expert: easy
            order = self.two_opt(group)
            route = Route(number, order, self.length(order))
            self.log.append(f"vehicle {number}: {len(order)} stops, {route.length:.3f}")
            routes.append(route)
        return routes

    def arrival_times(self, routes) -> Dict[int, Tuple[float, ...]]:
        times = {}
        for route in routes:
            clock, here, seen = 0.0, self.depot, []
            for stop in route.stops:
                clock += self.distance(here, stop) / self.SPEED
                here = stop
                seen.append(round(clock, 3))
            times[route.vehicle] = tuple(seen)
        return times


def main():
    stops = [Stop((i * 37) % 61 - 30.0, (i * 53) % 47 - 23.0, 1 + i % 4) for i in range(40)]
    planner = Planner(stops, 18)
    routes = planner.plan()
    print("\n".join(planner.log))
    print(f"{sum(r.length for r in routes):.6f}")
    print(planner.arrival_times(routes)[0])
    best = min((Planner(stops, c) for c in range(14, 24, 2)), key=lambda p: sum(r.length for r in p.plan()))  # expert: easy, refused: shared-mutation
    print(best.capacity)


if __name__ == "__main__":
    main()
