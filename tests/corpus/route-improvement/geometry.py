"""Helpers for s33."""
from math import radians, sin, cos, asin, sqrt

EARTH = 6371.0088


def haversine(a, b):
    lat1, lon1 = radians(a[0]), radians(a[1])
    lat2, lon2 = radians(b[0]), radians(b[1])
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(sqrt(h))


class Route:
    def __init__(self, name, stops):
        self.name = name
        self.stops = stops

    def length(self):
        return sum(haversine(p, q) for p, q in zip(self.stops, self.stops[1:]))

    def improved(self):
        """2-opt, first improvement."""
        stops = list(self.stops)
        changed = True
        while changed:
            changed = False
            for i in range(1, len(stops) - 2):
                for j in range(i + 1, len(stops) - 1):
                    before = haversine(stops[i - 1], stops[i]) + haversine(stops[j], stops[j + 1])
                    after = haversine(stops[i - 1], stops[j]) + haversine(stops[i], stops[j + 1])
                    if after < before - 1e-9:
                        stops[i:j + 1] = reversed(stops[i:j + 1])
                        changed = True
        return Route(self.name, stops)
