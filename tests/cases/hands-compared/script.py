"""Hands of cards, compared by operators that call each other."""
VALUES = {c: i for i, c in enumerate("23456789TJQKA", 2)}

class Hand:
    def __init__(self, cards):
        self.cards = cards
        self.values = sorted((VALUES[c[0]] for c in cards), reverse=True)
        self.suits = [c[1] for c in cards]
        self.rank = self.compute()

    def compute(self):
        counts = {}
        for v in self.values:
            counts[v] = counts.get(v, 0) + 1
        groups = sorted(((n, v) for v, n in counts.items()), reverse=True)
        flush = len(set(self.suits)) == 1
        straight = len(counts) == 5 and self.values[0] - self.values[4] == 4
        kind = [n for n, v in groups]
        order = [v for n, v in groups]
        if straight and flush:
            return (8, order)
        if kind[0] == 4:
            return (7, order)
        if kind == [3, 2]:
            return (6, order)
        if flush:
            return (5, order)
        if straight:
            return (4, order)
        if kind[0] == 3:
            return (3, order)
        if kind[:2] == [2, 2]:
            return (2, order)
        if kind[0] == 2:
            return (1, order)
        return (0, order)

    def __eq__(self, other):
        return self.rank == other.rank

    def __lt__(self, other):
        return self.rank < other.rank

    def __le__(self, other):
        return self < other or self == other

    def __gt__(self, other):
        return not self <= other


def dealt(count):
    deck = [value + suit for value in VALUES for suit in "CDHS"]
    state = 7
    for _ in range(count):
        hand = []
        while len(hand) < 10:
            state = (state * 1103515245 + 12345) % 2**31
            card = deck[state // 65536 % 52]
            if card not in hand:
                hand.append(card)
        yield " ".join(hand)


def main():
    with open("hands.txt", "w") as f:
        for hand in dealt(150):
            f.write(hand + "\n")
    wins = 0
    with open("hands.txt") as f:
        for line in f:
            cards = line.split()
            if Hand(cards[:5]) > Hand(cards[5:]):
                wins += 1
    print(wins)
    n = 0
    for line in open("hands.txt"):
        cards = line.split()
        if Hand(cards[:5]) <= Hand(cards[5:]):
            n += 1
    print(n)

main()
