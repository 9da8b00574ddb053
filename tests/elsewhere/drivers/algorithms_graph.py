"""Graphs that are searched, coloured, cut and flooded."""

from algorithms import graph

capacities = [[[0, 16, 13, 0, 0, k], [0, 0, 10, 12, 0, 0], [0, 4, 0, 0, 14, 0], [0, 0, 9, 0, 0, 20], [0, 0, 0, 7, 0, 4], [0] * 6] for k in range(5)]
for capacity in capacities:
    flows = [flow(capacity, 0, 5) for flow in (graph.ford_fulkerson, graph.edmonds_karp, graph.dinic)]
    print(flows, graph.maximum_flow_bfs([row[:] for row in capacity]), graph.maximum_flow_dfs([row[:] for row in capacity]))
grids = [[[1 if (x * y + k) % 3 else 0 for x in range(9)] for y in range(9)] for k in range(6)]
counts = []
for grid in grids:
    counts.append((graph.count_islands([row[:] for row in grid]), graph.num_islands_dfs([row[:] for row in grid]), graph.maze_search([row[:] for row in grid])))
print(counts)
print([graph.pacific_atlantic(grid) for grid in grids[:3]])
weights = [[0.1, 0.5, 3.0], [0.2, 0.3, 1.0], [2.0, 0.25, 0.4]]
print(graph.all_pairs_shortest_path(weights))
network = {"a": {"b": 4.0, "c": 1.0}, "b": {"d": 1.0}, "c": {"b": 2.0, "d": 5.0}, "d": {"a": 7.0}}
print(graph.bellman_ford(network, "a"))
adjacency = {n: [m for m in range(12) if m != n and (n * m) % 5 == 1] for n in range(12)}
for start in adjacency:
    print(start, sorted(graph.dfs_traverse(adjacency, start)), sorted(graph.bfs_traverse(adjacency, start)))
print(graph.Tarjan({"A": ["B"], "B": ["C"], "C": ["A", "D"], "D": []}).sccs)
print([graph.ladder_length("hit", "cog", ["hot", "dot", "dog", "lot", "log", "cog"][:n]) for n in range(7)])
edges = [graph.Edge(0, 1, 3), graph.Edge(1, 2, 1), graph.Edge(0, 2, 2), graph.Edge(2, 3, 9)]
print(graph.kruskal(4, edges, graph.DisjointSet(4)))
print(graph.solve_sat([(("x", False), ("y", False)), (("y", True), ("y", True)), (("a", False), ("b", False))]))
print([graph.get_factors(n) for n in range(8, 40, 4)], [graph.get_factors_iterative1(n) for n in (16, 36)])
print(graph.max_matching(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]))
