"""Shortest paths between all pairs, Floyd and Warshall, then eccentricities."""
INF = float("inf")


def make_graph(n):
    dist = [[INF] * n for _ in range(n)]
    for i in range(n):
        dist[i][i] = 0
        for step in (1, 3, 7):
            j = (i * step + step) % n
            if j != i:
                dist[i][j] = min(dist[i][j], (i * 13 + step * 5) % 17 + 1)
    return dist


def floyd_warshall(dist):
    n = len(dist)
    for k in range(n):  # expert: no, refused: may-alias
        for i in range(n):  # expert: easy
            for j in range(n):
                dist[i][j] = min(dist[i][j], dist[i][k] + dist[k][j])
    return dist


def floyd_rows(dist):
    n = len(dist)
    for k in range(n):  # expert: no, refused: shared-mutation
        row_k = dist[k]
        for i in range(n):  # expert: hard, refused: shared-mutation
            row = dist[i]
            through = row[k]
            for j in range(n):
                if through + row_k[j] < row[j]:
                    row[j] = through + row_k[j]
    return dist


def main():
    first = floyd_warshall(make_graph(36))
    second = floyd_rows(make_graph(36))
    print(first == second)
    ecc = {}
    for i, row in enumerate(first):
        ecc[i] = max(d for d in row if d != INF)
    print("radius", min(ecc.values()), "diameter", max(ecc.values()))
    print(sum(sum(d for d in row if d < INF) for row in first))


main()
