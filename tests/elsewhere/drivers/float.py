"""Points on a circle, normalised and maximised."""

import run_benchmark as bench

for count in (10, 200, 4000):
    print(count, bench.benchmark(count))
points = [bench.Point(i) for i in range(50)]
for point in points:
    point.normalize()
print(sum(point.x for point in points), max(point.z for point in points), points[7])
