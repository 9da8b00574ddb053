"""Rows that stand in several places, lists that loops change while they read them."""


def work(n):
    total = 0
    for i in range(n):
        total += i * i % 11
    return total


def smooth(values):
    for i in range(1, len(values) - 1):  # expert: hard
        values[i] = (values[i - 1] + values[i] + values[i + 1]) // 3 + work(values[i] % 40)
    return values


def grow(queue):
    for n in queue:  # expert: no, refused: iterable-changes
        if n % 3 == 0 and len(queue) < 60:
            queue.append(n // 3 + work(n) % 5)
    return queue


def chain(start):
    value = start
    history = []
    for _ in range(40):  # expert: no, refused: loop-carried-write
        value = work(value % 97 + 20) % 1009
        history.append(value)
    return history


def fill(board, n):
    for k in range(n):  # expert: no, refused: may-alias
        row = board[k % len(board)]
        board[(work(k + len(row)) + len(row)) % len(board)].append(k + len(row))
    return board


def main():
    print(smooth([work(k) % 50 for k in range(60)]))
    print(grow([9, 27, 30, 81, 6]))
    print(chain(5))
    print(fill([[], [], [], []], 30))
    numbers = iter(range(30, 60))
    for n in numbers:  # expert: no, refused: shared-iterator
        print(work(n), next(numbers, None))


main()
