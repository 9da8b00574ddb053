"""Distances and centrality in graphs."""
import networkx as nx


def build(n):
    graph = nx.Graph()
    for i in range(n):
        graph.add_edge(i, (i * 7 + 3) % n)
        graph.add_edge(i, (i + 1) % n)
    return graph


graph = build(40)
sizes = []
for source in range(40):
    lengths = nx.single_source_shortest_path_length(graph, source)
    sizes.append(max(lengths.values()))
print(sizes)
diameters = [nx.diameter(build(n)) for n in range(5, 25)]
print(diameters)
central = {n: max(nx.betweenness_centrality(build(n)).values()) for n in range(5, 15)}
print(central)
paths = 0
for a in range(10):
    for b in range(30, 40):
        paths += len(nx.shortest_path(graph, a, b))
print(paths)
removed = []
for i in range(5):
    graph.remove_edge(i, i + 1)
    removed.append(nx.average_shortest_path_length(graph))
print(removed)
