import copy


def rule(board, r, c):
    n = len(board)
    total = 0
    for dr in (-1, 0, 1):
        for dc in (-1, 0, 1):
            total += board[(r + dr) % n][(c + dc) % n]
    return total


def step(board):
    new = []
    for r in range(len(board)):
        row = [rule(board, r, c) % 3 for c in range(len(board))]
        new.append(row)
    return new


def step_in_place(board):
    new = copy.deepcopy(board)
    for r in range(len(board)):
        for c in range(len(board)):
            new[r][c] = rule(board, r, c) % 3
    return new


def rank(links, rounds):
    old = {u: 1.0 for u in links}
    for _ in range(rounds):
        new = {}
        for u in links:
            new[u] = 0.1 + 0.9 * sum(old[v] / len(links[v]) for v in links[u] for _ in range(30)) / 30
        old = new
    return old


def under_another_name(n):
    new = [1]
    other = new
    for i in range(n):
        total = 0
        for k in range(200):
            total += k * other[-1] % 7
        new.append(total)
    return new


def under_the_old_name(n):
    old = [1]
    for _ in range(3):
        new = []
        new.append(len(old))
        old = new
        for i in range(n):
            total = 0
            for k in range(200):
                total += k * old[-1] % 7
            new.append(total)
    return new


def through_a_method(n):
    new = [2]
    add = new.append
    for i in range(n):
        total = 0
        for k in range(200):
            total += k * new[-1] % 9
        add(total)
    return new


def through_a_function(n):
    new = [3]

    def last():
        return new[-1]

    for i in range(n):
        total = 0
        for k in range(200):
            total += k * last() % 9
        new.append(total)
    return new


def through_a_handler(n):
    new = []
    try:
        raise ValueError("taken")
    except ValueError as new:
        kept = new.args
    new = list(kept)
    both = [new]
    for i in range(n):
        total = 0
        for k in range(200):
            total += k * len(both[0]) % 9
        new.append(total)
    return new


class Shared:
    def __init__(self, cells):
        self.cells = cells

    def __deepcopy__(self, memo):
        return self


def copied(n):
    plain = Box([1, 2])
    shared = Shared([1, 2])
    other, same = copy.deepcopy(plain), copy.deepcopy(shared)
    shallow = copy.copy(plain)
    for i in range(n):
        total = 0
        for k in range(200):
            total += k * (len(plain.cells) + len(shared.cells)) % 11
        other.cells.append(total)
        same.cells.append(total)
        shallow.cells.append(total)
    print(plain.cells == shallow.cells, len(other.cells), len(same.cells))
    return shared.cells


class Box:
    def __init__(self, cells):
        self.cells = cells


def main():
    board = [[(r * c) % 2 for c in range(12)] for r in range(12)]
    for _ in range(4):
        board = step_in_place(step(board))
    print(board)
    links = {u: [(u * 3 + 1) % 20, (u * 7 + 2) % 20] for u in range(20)}
    print(rank(links, 4))
    for run in (under_another_name, under_the_old_name, through_a_method, through_a_function, through_a_handler, copied):
        print(run.__name__, run(15))


main()
