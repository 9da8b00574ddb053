"""Graphs of several kinds, measured."""

import networkx as nx

graphs = [nx.path_graph(12), nx.cycle_graph(9), nx.complete_graph(6), nx.karate_club_graph(), nx.grid_2d_graph(4, 5)]
for graph in graphs:
    print(graph.number_of_nodes(), nx.diameter(graph), nx.density(graph), nx.average_clustering(graph), nx.is_bipartite(graph))
lengths = [sum(sum(row.values()) for _, row in nx.shortest_path_length(graph)) for graph in graphs]
print(lengths)
club = nx.karate_club_graph()
central = nx.betweenness_centrality(club)
print(sorted(central.items(), key=lambda item: -item[1])[:5])
print(sorted(map(sorted, nx.find_cliques(club)))[:4], list(nx.topological_sort(nx.DiGraph([(1, 2), (2, 3), (1, 3)]))))
print(sorted(nx.minimum_spanning_edges(nx.complete_graph(5), data=False)), nx.maximum_flow_value(nx.DiGraph([(0, 1, {"capacity": 3}), (1, 2, {"capacity": 2})]), 0, 2))
