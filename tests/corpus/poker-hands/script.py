"""Poker hands: classify and compare."""
from collections import Counter
import random

RANKS = "23456789TJQKA"
SUITS = "CDHS"


class Card:
    def __init__(self, rank, suit):
        self.rank = rank
        self.suit = suit

    def __str__(self):
        return self.rank + self.suit

    def value(self):
        return RANKS.index(self.rank)


class Hand:
    NAMES = ["high card", "pair", "two pair", "three", "straight", "flush", "full house", "four", "straight flush"]

    def __init__(self, cards):
        self.cards = cards

    def score(self):
        values = sorted((c.value() for c in self.cards), reverse=True)
        counts = Counter(values)
        groups = sorted(counts.items(), key=lambda kv: (kv[1], kv[0]), reverse=True)
        flush = len({c.suit for c in self.cards}) == 1
        straight = len(counts) == 5 and values[0] - values[4] == 4
        shape = [n for _, n in groups]
        if straight and flush:
            rank = 8
        elif shape == [4, 1]:
            rank = 7
        elif shape == [3, 2]:
            rank = 6
        elif flush:
            rank = 5
        elif straight:
            rank = 4
        elif shape == [3, 1, 1]:
            rank = 3
        elif shape == [2, 2, 1]:
            rank = 2
        elif shape == [2, 1, 1, 1]:
            rank = 1
        else:
            rank = 0
        return (rank, [v for v, _ in groups])


def deal(seed):
    rng = random.Random(seed)
    deck = [Card(r, s) for r in RANKS for s in SUITS]
    rng.shuffle(deck)
    return Hand(deck[:5]), Hand(deck[5:10])


def main():
    wins = [0, 0, 0]
    tally = Counter()
    best = None
    for game in range(500):  # expert: easy
        a, b = deal(game)
        sa, sb = a.score(), b.score()
        tally[Hand.NAMES[sa[0]]] += 1
        if sa > sb:
            wins[0] += 1
        elif sb > sa:
            wins[1] += 1
        else:
            wins[2] += 1
        if best is None or sa > best[0]:
            best = (sa, " ".join(str(c) for c in a.cards))
    print("wins", wins)
    for name in Hand.NAMES:
        print(f"{name:16s}{tally[name]:6d}")
    print("best", best)


if __name__ == "__main__":
    main()
