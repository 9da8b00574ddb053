class Node:
    def __init__(self, n):
        self.n = n
        self.friends = []


def work(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x


def choose(nodes, n):
    """Hands out one of the nodes it was given, not a copy."""
    return nodes[work(n) % len(nodes)]


def same(node):
    work(node.n)
    return node


def with_work(node):
    return node, work(node.n) % 10


nodes = [Node(n) for n in range(8)]
chosen = []
for n in range(20):
    chosen.append(choose(nodes, n))
print([any(c is node for node in nodes) for c in chosen].count(True))
for n, node in enumerate(chosen):
    node.friends.append(n)
print([node.friends for node in nodes])
print([same(node) is node for node in nodes])
pairs = [with_work(node) for node in nodes]
pairs[0][0].n = 77
print(nodes[0].n, [value for _, value in pairs])
by_node = {node: work(node.n) % 5 for node in nodes}
print([by_node[node] for node in nodes])

NOTHING = object()
answers = [NOTHING if work(n) % 3 else n for n in range(9)]
print([a is NOTHING for a in answers])
best = max(nodes, key=lambda node: work(node.n))
print(nodes.index(best), best in nodes, best is nodes[nodes.index(best)])
worst = None
for node in nodes:
    w = work(node.n)
    if worst is None or w < lowest:
        worst, lowest = node, w
worst.n = -1
print([node.n for node in nodes])
