from collections import defaultdict

graph = defaultdict(set)
for i in range(3000):
    graph[i % 300].add(i)
