import random


class Person:
    def __init__(self, name, preferences):
        self.name = name
        self.preferences = preferences
        self.rank = {p: i for i, p in enumerate(preferences)}
        self.partner = None
        self.next = 0

    def propose(self):
        choice = self.preferences[self.next]
        self.next += 1
        return choice

    def prefers(self, other):
        return self.partner is None or self.rank[other] < self.rank[self.partner]


class Market:
    def __init__(self, n, seed):
        rng = random.Random(seed)
        names = list(range(n))
        self.men = [Person(i, rng.sample(names, n)) for i in names]
        self.women = [Person(i, rng.sample(names, n)) for i in names]

    def solve(self):
        free = [m.name for m in self.men]
        proposals = 0
        while free:
            m = self.men[free.pop()]
            w = self.women[m.propose()]
            proposals += 1
            if w.prefers(m.name):
                if w.partner is not None:
                    self.men[w.partner].partner = None
                    free.append(w.partner)
                w.partner, m.partner = m.name, w.name
            else:
                free.append(m.name)
        return proposals

    def is_stable(self):
        for m in self.men:
            for w in m.preferences:
                if w == m.partner:
                    break
                if self.women[w].prefers(m.name):
                    return False
        return True

    def happiness(self):
        return (sum(m.rank[m.partner] for m in self.men) / len(self.men),
                sum(w.rank[w.partner] for w in self.women) / len(self.women))


def simulate(n, runs):
    totals = [0.0, 0.0]
    count = 0
    for seed in range(runs):  # expert: easy
        market = Market(n, seed)
        count += market.solve()
        assert market.is_stable()
        men, women = market.happiness()
        totals[0] += men
        totals[1] += women
    return count / runs, totals[0] / runs, totals[1] / runs


for n in (10, 20, 40, 60):  # expert: easy
    proposals, men, women = simulate(n, 6)
    print(f"{n:3d} {proposals:8.2f} {men:7.3f} {women:7.3f}")
