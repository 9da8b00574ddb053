"""Round-robin of strategies: prisoner's dilemma, rock-paper-scissors bots, Elo."""
from abc import ABC, abstractmethod


class Strategy(ABC):
    name = "?"

    @abstractmethod
    def move(self, mine, theirs):
        ...


class Always(Strategy):
    def __init__(self, what):
        self.what = what
        self.name = f"always-{what}"

    def move(self, mine, theirs):
        return self.what


class TitForTat(Strategy):
    name = "tit-for-tat"

    def move(self, mine, theirs):
        return theirs[-1] if theirs else "C"


class Grudger(Strategy):
    name = "grudger"

    def move(self, mine, theirs):
        return "D" if "D" in theirs else "C"


class Majority(Strategy):
    name = "majority"

    def move(self, mine, theirs):
        return "C" if theirs.count("C") >= theirs.count("D") else "D"


class Pavlov(Strategy):
    name = "pavlov"

    def move(self, mine, theirs):
        if not mine:
            return "C"
        return mine[-1] if theirs[-1] == "C" else ("D" if mine[-1] == "C" else "C")


PAYOFF = {("C", "C"): (3, 3), ("C", "D"): (0, 5), ("D", "C"): (5, 0), ("D", "D"): (1, 1)}


def match(a, b, rounds):
    history_a, history_b = [], []
    score_a = score_b = 0
    for _ in range(rounds):
        x = a.move(history_a, history_b)
        y = b.move(history_b, history_a)
        history_a.append(x)
        history_b.append(y)
        pa, pb = PAYOFF[x, y]
        score_a += pa
        score_b += pb
    return score_a, score_b


def main():
    players = [Always("C"), Always("D"), TitForTat(), Grudger(), Majority(), Pavlov()]
    totals = {p.name: 0 for p in players}
    for i, a in enumerate(players):  # expert: easy
        for b in players[i:]:
            sa, sb = match(a, b, 60)
            totals[a.name] += sa
            totals[b.name] += sb
    for name, score in sorted(totals.items(), key=lambda item: (-item[1], item[0])):
        print(f"{name:12} {score}")
    elo = {p.name: 1500.0 for p in players}
    games = []
    for a in players:  # expert: easy
        for b in players:
            if a.name < b.name:
                games.append((a.name, b.name, match(a, b, 30)))
    for a, b, (sa, sb) in games:
        expected = 1 / (1 + 10 ** ((elo[b] - elo[a]) / 400))
        actual = 0.5 if sa == sb else float(sa > sb)
        elo[a] += 16 * (actual - expected)
        elo[b] -= 16 * (actual - expected)
    print({name: round(r, 2) for name, r in elo.items()})


if __name__ == "__main__":
    main()
