"""Tables of dynamic programming over many small inputs."""

from algorithms import dynamic_programming as dp

words = ["kitten", "sitting", "saturday", "sunday", "intention", "execution", "flaw", "lawn"]
distances = {}
for one in words:
    for other in words:
        distances[one, other] = dp.edit_distance(one, other)
print(distances)
print([dp.longest_common_subsequence(one, other) for one in words for other in words])
print([dp.count([1, 2, 5, 10], value) for value in range(0, 60, 7)])
print([dp.climb_stairs(n) for n in range(1, 30)], [dp.fib_iter(n) for n in range(20)])
prices = [[(n * k) % 17 + 1 for n in range(20)] for k in range(1, 9)]
for row in prices:
    print(dp.max_profit_optimized(row), dp.max_profit_naive(row), dp.max_product(row[:6]), dp.house_robber(row), dp.longest_increasing_subsequence(row))
print([dp.cut_rod(row[:8]) for row in prices], [dp.egg_drop(2, floors) for floors in range(1, 12)])
items = [dp.Item(60, 10), dp.Item(100, 20), dp.Item(120, 30), dp.Item(75, 14)]
best = [dp.get_maximum_value(items, capacity) for capacity in range(10, 70, 5)]
print(best)
cost, split = dp.matrix_chain_order([30, 35, 15, 5, 10, 20, 25])
print(cost, split)
jobs = [dp.Job(1, 3, 60), dp.Job(2, 5, 50), dp.Job(4, 6, 70), dp.Job(5, 7, 30)]
print(dp.schedule(jobs))
print([dp.num_decodings(text) for text in ("12", "226", "0", "11106", "2611055971756562")])
print([dp.is_match(*pair) for pair in (("aa", "a"), ("aab", "c*a*b"), ("mississippi", "mis*is*ip*."))])
print(dp.tsp([[0, 10, 15, 20, 9], [10, 0, 35, 25, 3], [15, 35, 0, 30, 8], [20, 25, 30, 0, 7], [9, 3, 8, 7, 0]]))
