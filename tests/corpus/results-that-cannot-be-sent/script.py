"""Loops whose results are sets, generators, or objects that were there before."""


class Player:
    def __init__(self, name, level):
        self.name = name
        self.level = level


def work(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


def residues(n):
    found = set()
    for i in range(n):
        found.add(i * i % n)
    return found


def multiples(n):
    total = work(n)
    return (total * k for k in range(3))


def strongest(players, n):
    best = players[0]
    for player in players:
        if work(player.level + n) > work(best.level + n):
            best = player
    return best


def main():
    sets = []
    for n in range(50, 80):  # expert: easy, refused: set-order
        sets.append(residues(n))
    print(sorted(sets[3]))
    for n in range(50, 70):  # expert: hard, refused: unshippable-result
        found = multiples(n)
        print(*found)
    players = [Player("a", 3), Player("b", 14), Player("c", 9)]
    winners = []
    for n in range(20):  # expert: hard
        winners.append(strongest(players, n))
    winners[0].level += 1
    print([winner.name for winner in winners], players[0].level)


main()
