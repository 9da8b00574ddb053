from collections import defaultdict, deque


def build(n, hole=None):
    graph = defaultdict(list)
    for i in range(n):
        for j in (i * 3 + 1, i * 7 + 2, i + 1):
            if i != hole:
                graph[i].append(j % n)
    return graph


def bfs(graph, source):
    seen = {source: 0}
    queue = deque([source])
    while queue:
        u = queue.popleft()
        for v in graph[u]:
            if v not in seen:
                seen[v] = seen[u] + 1
                queue.append(v)
    return seen


def complete(graph):
    total = 0
    for s in sorted(graph):
        reach = bfs(graph, s)
        total += sum(reach.values())
        print(s, len(reach))
    print(total, len(graph))


def counts(graph, n):
    # The length shows which keys were added before.
    out = []
    for s in range(n):
        before = len(graph)
        reach = bfs(graph, s)
        out.append((before, len(reach), len(graph), (s + 5) in graph))
    print(out)


def asks(graph, n):
    out = []
    for s in range(n):
        total = 0
        for v in range(300):
            total += v * s % 7
        known = (s * 3 + 1) in graph
        degree = len(graph[s + 2])
        out.append((known, degree, total))
    print(out, list(graph))


def while_iterated(graph):
    try:
        for s in graph:
            print(s, sum(bfs(graph, s).values()))
    except RuntimeError as error:
        print(error)


def values_of(graph, n):
    print({s: sum(bfs(graph, s).values()) for s in range(n)})
    print(max(range(n), key=lambda s: len(bfs(graph, s))))
    print(sum(len(bfs(graph, s)) for s in range(n)), list(graph))
    print(any(len(bfs(graph, s)) < 3 for s in range(n + 30)), list(graph))


complete(build(40))
complete(build(40, hole=17))
counts(build(40), 45)
asks(build(20), 40)
while_iterated(build(30))
while_iterated(build(30, hole=25))
values_of(build(30), 36)
values_of(build(30, hole=8), 30)
