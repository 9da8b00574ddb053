"""Water jug search over many configurations, breadth first, with path reconstruction."""
from collections import deque


def solve(cap_a, cap_b, goal):
    start = (0, 0)
    prev = {start: None}
    queue = deque([start])
    while queue:
        state = queue.popleft()
        a, b = state
        if a == goal or b == goal:
            path = []
            while state is not None:
                path.append(state)
                state = prev[state]
            path.reverse()
            return path
        pour_ab = min(a, cap_b - b)
        pour_ba = min(b, cap_a - a)
        for nxt in ((cap_a, b), (a, cap_b), (0, b), (a, 0), (a - pour_ab, b + pour_ab), (a + pour_ba, b - pour_ba)):
            if nxt not in prev:
                prev[nxt] = state
                queue.append(nxt)
    return None


def table(limit):
    longest = (0, None)
    unsolvable = 0
    for a in range(2, limit):  # expert: easy
        for b in range(a + 1, limit):
            for goal in range(1, b):
                path = solve(a, b, goal)
                if path is None:
                    unsolvable += 1
                elif len(path) > longest[0]:
                    longest = (len(path), (a, b, goal))
    return longest, unsolvable


longest, unsolvable = table(11)
print("longest", longest, "unsolvable", unsolvable)
print(solve(3, 5, 4))
