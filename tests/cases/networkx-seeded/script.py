"""Graphs that are made with seeds of their own, and what is computed from many sources."""
import networkx as nx


def clustering(graph, node):
    near = list(graph.neighbors(node))
    links = 0
    for at, one in enumerate(near):
        for other in near[at + 1 :]:
            if graph.has_edge(one, other):
                links += 1
    return 2.0 * links / (len(near) * (len(near) - 1)) if len(near) > 1 else 0.0


def main():
    graph = nx.barabasi_albert_graph(60, 3, seed=4)
    local = {}
    for node in graph.nodes():
        local[node] = clustering(graph, node)
    print(sum(local.values()))
    far = []
    for node in graph:
        reach = nx.single_source_shortest_path_length(graph, node)
        far.append(max(reach.values()))
    print(far)
    sizes = []
    for seed in range(8):
        drawn = nx.erdos_renyi_graph(60, 0.03, seed=seed)
        sizes.append(max(len(part) for part in nx.connected_components(drawn)))
    print(sizes)
    paths = {}
    for node in range(0, 60, 10):
        paths[node] = nx.shortest_path(graph, node, 59)
    print(paths)
    print(sum(degree for _, degree in graph.degree()), graph.degree(3), len(graph.edges))


main()
