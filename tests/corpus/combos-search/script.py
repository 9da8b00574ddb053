"""Searches over permutations, combinations and products."""
from itertools import combinations, permutations, product


def tour_length(order, points):
    total = 0.0
    for a, b in zip(order, order[1:] + order[:1]):
        (x1, y1), (x2, y2) = points[a], points[b]
        total += ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5
    return total


def brute_tsp(points):
    best, best_order = float("inf"), None
    for order in permutations(range(1, len(points))):  # expert: hard
        length = tour_length((0,) + order, points)
        if length < best:
            best, best_order = length, order
    return best, best_order


def shortest_by_min(points):
    return min((tour_length((0,) + p, points), p) for p in permutations(range(1, len(points))))  # expert: hard


def largest_triangle(points):
    def area(t):
        (ax, ay), (bx, by), (cx, cy) = t
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
    return max(combinations(points, 3), key=area)  # expert: easy, refused: unprofitable-loop


def subset_sums(numbers, target):
    hits = 0
    for r in range(1, len(numbers) + 1):  # expert: easy
        for combo in combinations(numbers, r):
            if sum(combo) == target:
                hits += 1
    return hits


def latin_words(alphabet, length):
    def ok(word):
        return all(a != b for a, b in zip(word, word[1:])) and word.count(alphabet[0]) % 2 == 0
    return sum(1 for word in product(alphabet, repeat=length) if ok(word))  # expert: easy


def any_pythagorean(n):
    return any(a * a + b * b == c * c for a, b, c in combinations(range(n, n + 20), 3))  # expert: hard, refused: unprofitable-loop


def queens(n):
    return sum(1 for cols in permutations(range(n))  # expert: easy
               if len({c + r for r, c in enumerate(cols)}) == n and len({c - r for r, c in enumerate(cols)}) == n)


def main():
    points = [((i * 37) % 50, (i * 91) % 43) for i in range(7)]
    best, order = brute_tsp(points)
    print(f"{best:.6f}", order)
    print("%.6f %s" % shortest_by_min(points))
    print(largest_triangle([((i * 17) % 29, (i * 11) % 31) for i in range(16)]))
    print(subset_sums([3, 34, 4, 12, 5, 2, 8, 11, 7, 9], 30))
    print(latin_words("abcd", 5))
    print(any_pythagorean(20), any_pythagorean(400))
    print(queens(6))


main()
