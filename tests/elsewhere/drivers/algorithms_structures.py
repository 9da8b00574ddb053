"""Trees, heaps and tables that are filled and emptied."""

from algorithms.data_structures.fenwick_tree import Fenwick_Tree
from algorithms.data_structures.hash_table import HashTable
from algorithms.data_structures.heap import BinaryHeap
from algorithms.data_structures.sqrt_decomposition import SqrtDecomposition
from algorithms.data_structures.trie import Trie
from algorithms.data_structures.union_find import Union

values = [(n * 37 + 11) % 64 for n in range(40)]
heap = BinaryHeap()
for value in values:
    heap.insert(value)
print([heap.remove_min() for _ in range(15)])
tree = Fenwick_Tree([v for v in values])
bit = tree.construct()
print([tree.get_sum(bit, n) for n in range(len(values) - 1)])
table = HashTable(64)
for value in sorted(set(values))[:20]:
    table.put(value, value * value)
print([table.get(value) for value in values[:20]])
trie = Trie()
for word in ("tea", "ten", "to", "inn", "in"):
    trie.insert(word)
print([(word, trie.search(word), trie.starts_with(word)) for word in ("te", "tea", "i", "in", "x")])
union = Union()
for n in range(12):
    union.add(n)
for n in range(0, 10, 2):
    union.unite(n, (n * 3) % 12)
print([union.root(n) for n in range(12)], union.count)
blocks = SqrtDecomposition(values)
print([blocks.query(n, n + 7) for n in range(0, 30, 3)])
