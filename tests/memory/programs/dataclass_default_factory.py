from dataclasses import dataclass, field


@dataclass
class Node:
    name: int
    edges: list = field(default_factory=list)


nodes = [Node(i) for i in range(1000)]
for i in range(1000):
    nodes[i].edges.append((i + 1) % 1000)
