"""Parts of a battle as a decision process, with fractions."""

import run_benchmark as mdp

for level in range(10, 60, 10):
    print(level, mdp.getDamages(level, 70 + level, 50, 80, True, 1), mdp.getCritDist(level, mdp.Fraction(1, 5), 40, 70, 50, 30, 80, False, 2))
graph = {n: [p for p in range(n) if n % (p + 2) == 0] for n in range(30)}
print(mdp.topoSort([29, 28], lambda n: graph[n]))
