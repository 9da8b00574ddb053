"""Intervals that overlap."""

from intervaltree import Interval, IntervalTree

tree = IntervalTree(Interval(n, n + n % 7 + 1, f"i{n}") for n in range(0, 60, 2))
for point in range(0, 60, 9):
    print(point, sorted(tree[point]), sorted(tree[point : point + 3])[:2])
spans = [(i.begin, i.end) for i in sorted(tree)]
tree.merge_overlaps()
print(len(spans), len(tree), sorted(tree)[:5])
tree.chop(10, 20)
print(tree.begin(), tree.end(), tree.span(), sorted(tree.items())[:3])
