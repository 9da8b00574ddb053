import networkx as nx


def reached(graph, node):
    return sum(nx.single_source_shortest_path_length(graph, node).values())


def main():
    graph = nx.gnm_random_graph(24, 50, seed=4)
    for node in graph.nodes:
        graph.nodes[node]["reached"] = reached(graph, node)
    print([graph.nodes[node]["reached"] for node in graph])
    for u, v in graph.edges:
        graph.edges[u, v]["weight"] = reached(graph, u) % 7 + 1
    for u, v in graph.edges:
        graph[u][v]["weight"] += reached(graph, v) % 5
    print([data["weight"] for _, _, data in graph.edges(data=True)])
    total = 0
    for node in graph.nodes:
        total += sum(nx.single_source_dijkstra_path_length(graph, node).values())
    print(total)

    kept = []
    for node in graph.nodes:
        data = graph.nodes[node]
        data["again"] = reached(graph, node)
        kept.append(data)
    kept[0]["again"] = -1
    print(graph.nodes[0], graph.nodes[5])

    degrees = {}
    for node in graph.nodes:
        degree = graph.degree[node] + 0 * reached(graph, node)
        degrees[degree] = degrees.get(degree, 0) + 1
    print(degrees)


main()
