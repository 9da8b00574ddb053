"""Tours over one list of cities, results that name their settings, best ones of groups."""

import math


class City:
    def __init__(self, name, x, y):
        self.name = name
        self.x = x
        self.y = y

    def distance(self, other):
        return math.hypot(self.x - other.x, self.y - other.y)


class Tour:
    def __init__(self, cities, order):
        self.cities = cities
        self.order = order

    def length(self):
        pairs = zip(self.order, self.order[1:] + self.order[:1])
        return sum(self.cities[a].distance(self.cities[b]) for a, b in pairs)


def improved(tour):
    best = tour
    for i in range(1, len(tour.order) - 1):
        for j in range(i + 1, len(tour.order)):
            order = tour.order[:i] + tour.order[i:j][::-1] + tour.order[j:]
            candidate = Tour(tour.cities, order)
            if candidate.length() < best.length() - 1e-9:
                best = candidate
    return best


def nearest(city, others):
    best = None
    for other in others:
        if other.name != city.name and (best is None or city.distance(other) < city.distance(best)):
            best = other
    return best


def main():
    cities = [City(f"c{n}", n * 37 % 23, n * 17 % 19) for n in range(8)]
    tours = [Tour(cities, [(n * k + k) % 8 for k in range(8)]) for n in (0, 2, 4, 6)]
    polished = [improved(tour) for tour in tours]
    cities[0].x = 100
    print([round(tour.length(), 6) for tour in polished])
    pairs = {}
    for city in cities:
        friend = nearest(city, cities)
        pairs[city.name] = friend
    pairs["c1"].name = "renamed"
    print([city.name for city in pairs.values()], [city.name for city in cities])
    best = None
    for tour in tours:
        better = improved(tour)
        if best is None or better.length() < best.length():
            best = better
    best.cities.append(City("last", 0, 0))
    print(len(cities), best.order)
    far = [city for city in cities if sum(city.distance(other) for other in cities * 5) > 900]
    far[0].y = -1
    print([(city.name, city.y) for city in cities if city.y < 0])


main()
