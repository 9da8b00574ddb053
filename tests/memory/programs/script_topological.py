"""Sorts tasks by what they wait for."""

from collections import defaultdict, deque


def make_tasks(n):
    tasks = {}
    for i in range(n):
        needs = [f"task{j}" for j in (i // 2, i // 3, i - 7) if 0 <= j < i]
        tasks[f"task{i}"] = needs
    return tasks


def order(tasks):
    waiting = {name: len(set(needs)) for name, needs in tasks.items()}
    users = defaultdict(set)
    for name, needs in tasks.items():
        for need in needs:
            users[need].add(name)
    ready = deque(sorted(name for name, count in waiting.items() if count == 0))
    done = []
    while ready:
        name = ready.popleft()
        done.append(name)
        for user in sorted(users[name]):
            waiting[user] -= 1
            if waiting[user] == 0:
                ready.append(user)
    return done


tasks = make_tasks(3000)
done = order(tasks)
position = {name: i for i, name in enumerate(done)}
assert all(position[need] < position[name] for name, needs in tasks.items() for need in needs)
print(len(done), done[:4], done[-2:])
