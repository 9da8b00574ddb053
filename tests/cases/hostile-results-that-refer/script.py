SETTINGS = {"rate": 1, "limit": 2}
NAMES = ["a", "b"]
SEEN = {1, 2}


class Shared:
    table = {"x": 1}
    rows = []


def work(n):
    total = 0
    for k in range(300):
        total = (total * 31 + n * k) % 10007
    return total


class Result:
    def __init__(self, n, settings, names):
        self.n = n
        self.value = work(n)
        self.settings = settings
        self.names = names


def make(n, extra={"default": 0}):
    """Each holds a dictionary of plain values, which the collector does not list."""
    result = Result(n, SETTINGS, NAMES if n % 2 else ["own"])
    result.extra = extra
    result.table = Shared.table
    result.seen = SEEN
    return result


def check_made():
    results = [make(n) for n in range(8)]
    SETTINGS["rate"] = 5
    NAMES.append("c")
    results[0].extra["default"] = 7
    Shared.table["x"] = 9
    SEEN.add(3)
    print([(r.n, r.value, r.settings, r.names, r.extra, r.table, sorted(r.seen)) for r in results])


def check_closure():
    local = {"n": 0}
    held = [{"n": k} for k in range(8)]

    def pick(n):
        return [work(n), held[n], local]

    picked = [pick(n) for n in range(8)]
    local["n"] = 3
    held[4]["n"] = "four"
    print(picked)


def check_items():
    items = [{"n": n} for n in range(8)]
    chosen = []
    for item in items:
        score = work(item["n"])
        best = item if score % 2 else {"n": -score}
        chosen.append(best)
    for item in items:
        item["n"] += 100
    print(chosen)


def check_dropped():
    """The driver drops what a result refers to before it has come, and makes others meanwhile."""
    pool = [[n] for n in range(30)]
    taken = []
    for n in range(30):
        row = pool_row(pool, n)
        taken.append(row)
        made = [[k] for k in range(20)]
    del made
    pool.clear()
    print(taken)


def pool_row(pool, n):
    work(n)
    return pool[n] if n % 3 else [pool[n], n]


def check_changed_meanwhile():
    """What a round refers to is changed in order by rounds before it."""
    groups = {k: [] for k in range(3)}
    for n in range(12):
        group = group_of(groups, n)
        group.append(n)
    print(groups)
    counts = [[0] for _ in range(3)]
    for n in range(12):
        entry = counts[work(n) % 3]
        entry[0] += n
    print(counts)


def group_of(groups, n):
    return groups[work(n) % 3]


def check_same_one():
    rows = [[n] for n in range(6)]
    pairs = []
    for n in range(12):
        row = rows[work(n) % 6]
        pairs.append((row, [row]))
    pairs[0][0].append("one")
    print(pairs[0], [pair[1] for pair in pairs], rows)


class Node:
    def __init__(self, n):
        self.n = n
        self.parent = None


def child(node):
    made = Node(work(node.n))
    made.parent = node
    return made


def check_chains():
    nodes = [Node(n) for n in range(8)]
    for _ in range(3):
        nodes = [child(node) for node in nodes]
    nodes[2].parent.parent.n = "changed"
    print([(node.n, node.parent.n, node.parent.parent.n) for node in nodes])
    by_node = {}
    for node in nodes:
        made = child(node)
        by_node[made.parent] = made.n
    print([by_node[node] for node in nodes])


check_made()
check_closure()
check_items()
check_dropped()
check_changed_meanwhile()
check_same_one()
check_chains()
