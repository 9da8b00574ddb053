import gc
import weakref


class Node:
    def __init__(self, n):
        self.n = n
        self.next = None


def work(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


memo = {}


def remembered(node):
    if id(node) not in memo:
        memo[id(node)] = work(node.n)
    return memo[id(node)]


nodes = [Node(n) for n in range(8)]
for a, b in zip(nodes, nodes[1:] + nodes[:1]):
    a.next = b
total = 0
for node in nodes + nodes:
    total += remembered(node)
print(total, len(memo), [id(n) in memo for n in nodes])


def follow(node, steps):
    for _ in range(steps):
        node = node.next
    work(node.n)
    return node


ends = [follow(nodes[0], n) for n in range(16)]
print([nodes.index(end) for end in ends], ends[0] is ends[8])
cache = weakref.WeakValueDictionary()
for node in nodes[:4]:
    cache[work(node.n)] = node
print(sorted(cache), len(cache))
watch = [weakref.ref(node) for node in nodes]
survivor = nodes[2]
for node in nodes:
    node.next = None
del nodes, node, ends, a, b
gc.collect()
print([ref() is survivor for ref in watch], [ref() is None for ref in watch], len(cache))
