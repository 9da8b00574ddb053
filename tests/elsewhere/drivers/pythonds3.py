"""Structures of a textbook."""

from pythonds3.basic import Deque, Queue, Stack
from pythonds3.graphs import Graph
from pythonds3.sorting import bubble_sort, heap_sort, insert_sort, merge_sort, quick_sort, select_sort, shell_sort
from pythonds3.trees import BinaryHeap, BinarySearchTree

numbers = [54, 26, 93, 17, 77, 31, 44, 55, 20]
for sort in (bubble_sort, select_sort, insert_sort, shell_sort, merge_sort, quick_sort, heap_sort):
    copy = numbers[:]
    sort(copy)
    print(sort.__name__, copy)


def balanced(text):
    stack = Stack()
    for sign in text:
        if sign in "([{":
            stack.push(sign)
        elif stack.is_empty() or "([{".index(stack.pop()) != ")]}".index(sign):
            return False
    return stack.is_empty()


print([balanced(text) for text in ("{({([][])}())}", "[{()]", "((()", "")])
queue = Queue()
for name in ("Bill", "David", "Susan", "Jane", "Kent", "Brad"):
    queue.enqueue(name)
while queue.size() > 1:
    for _ in range(7):
        queue.enqueue(queue.dequeue())
    print("out:", queue.dequeue())
heap = BinaryHeap()
heap.heapify(numbers)
print([heap.delete() for _ in range(4)])
tree = BinarySearchTree()
for number in numbers:
    tree[number] = str(number)
print([key in tree for key in (17, 18)], tree[44], len(tree))
graph = Graph()
for n in range(6):
    graph.add_edge(n, (n + 1) % 6, n)
print(sorted(vertex.get_key() for vertex in graph), Deque().is_empty())
