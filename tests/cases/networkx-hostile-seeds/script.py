"""Generators as seeds, nodes that are objects, and weights that are functions."""
import random

import networkx as nx


class Place:
    def __init__(self, name):
        self.name = name
        self.visits = 0

    def visit(self):
        self.visits += 1
        return sum(k * k for k in range(300)) % 7


shared = random.Random(5)
counts = []
for k in range(5):
    counts.append(nx.gnp_random_graph(30, 0.2, seed=shared).number_of_edges())
print(counts, shared.random())
random.seed(3)
for k in range(5):
    counts.append(nx.gnp_random_graph(30, 0.2).number_of_edges())
print(counts, random.random())
for seed in [None, 1, 2, None]:
    counts.append(nx.gnp_random_graph(30, 0.2, seed=seed).number_of_edges())
print(counts, random.random())

places = [Place(f"p{k}") for k in range(6)]
graph = nx.Graph(list(zip(places, places[1:])))
total = 0
for place in graph:
    total += place.visit()
for place in graph.nodes():
    total += place.visit()
for one, other in graph.edges():
    total += one.visit() + other.visit()
print(total, [place.visits for place in places])

asked = []


def weight(one, other, data):
    asked.append((one, other))
    return 1 + (one * other) % 5


ring = nx.cycle_graph(8)
lengths = []
for node in ring:
    lengths.append(nx.dijkstra_path_length(ring, node, 4, weight=weight))
    lengths.append(len(nx.single_source_dijkstra_path_length(ring, node, weight=weight)))
print(lengths, len(asked))
for node in list(ring):
    ring.add_edge(node, node + 10)
    print(nx.number_connected_components(ring), ring.degree(node))
degrees = []
view = ring.degree
for node in range(4):
    ring.remove_edge(node, node + 10)
    degrees.append(dict(view))
print(degrees[-1])
