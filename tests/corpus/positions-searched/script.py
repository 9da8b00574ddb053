"""How many positions does a search look at, with and without pruning, on many puzzles?"""
import random

comparisons = 0


class Board:
    """A row of coins; players take from either end."""

    def __init__(self, coins):
        self.coins = coins

    def moves(self, low, high):
        if low == high:
            return [(low + 1, high, self.coins[low])]
        return [(low + 1, high, self.coins[low]), (low, high - 1, self.coins[high])]


class Searcher:
    def __init__(self, prune=True):
        self.prune = prune
        self.nodes = 0
        self.cutoffs = 0

    def best(self, board, low, high, alpha, beta):
        self.nodes += 1
        if low > high:
            return 0
        value = -(10**9)
        for left, right, gain in board.moves(low, high):
            value = max(value, gain - self.best(board, left, right, gain - beta, gain - alpha))
            alpha = max(alpha, value)
            if self.prune and alpha >= beta:
                self.cutoffs += 1
                break
        return value


def merge_sort(items):
    global comparisons
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        comparisons += 1
        if left[i] <= right[j]:
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


def main():
    rng = random.Random(17)
    boards = [Board([rng.randint(1, 9) for _ in range(8)]) for _ in range(12)]
    for prune in (False, True):
        searcher = Searcher(prune)
        results = []
        for board in boards:  # expert: easy
            results.append(searcher.best(board, 0, 7, -(10**9), 10**9))
        print(prune, results, searcher.nodes, searcher.cutoffs)

    lists = [[rng.randrange(1000) for _ in range(120)] for _ in range(20)]
    medians = []
    for items in lists:  # expert: hard
        medians.append(merge_sort(items)[60])
    print(medians, comparisons)


main()
