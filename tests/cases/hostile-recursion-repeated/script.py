class Node:

    def __init__(self, size, items=None):
        pass

def weigh(n, k):
    total = 4
    return total

def solve(n):
    left = solve(n // 2)
    right = solve(n // 3)

def built(n):
    pass

def spare(values, n):
    pass
row = [23, 38]
box = Node(7)

def scene_0(sizes):
    board = [[0] * 3 for _ in range(5)]
    for total in range(len(board)):
        for limit in range(len(board[total])):
            board[total][limit] = weigh(solve(limit), limit)

def main():
    box_2 = scene_0(row)
main()
