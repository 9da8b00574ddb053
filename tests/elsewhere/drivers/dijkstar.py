"""Shortest ways in a graph of streets."""

from dijkstar import Graph, find_path
from dijkstar.algorithm import NoPathError

graph = Graph()
for n in range(60):
    graph.add_edge(n, (n * 3 + 1) % 60, {"cost": n % 7 + 1})
    graph.add_edge(n, (n + 7) % 60, {"cost": n % 5 + 1})


def cost(u, v, edge, previous):
    return edge["cost"]


paths = []
for goal in range(1, 60, 6):
    try:
        info = find_path(graph, 0, goal, cost_func=cost)
        paths.append((goal, info.total_cost, info.nodes))
    except NoPathError as error:
        paths.append((goal, str(error)))
for path in paths:
    print(path)
print(sum(find_path(graph, start, 5, cost_func=cost).total_cost for start in range(8)))
