"""Results with the same texts and constant tuples in all of them, saved with pickle."""

import pickle


def heavy(seed):
    value = 0
    for step in range(3000):
        value += (step * seed) % 7
    return value


def described(number):
    return {"number": number, "value": heavy(number), "kind": "odd" if number % 2 else "even"}


def placed(number):
    return [(0, 0), heavy(number)]


def plain(number):
    return [number, heavy(number)]


def main():
    rows = []
    for number in range(20):
        rows.append(described(number))
    with open("rows.pickle", "wb") as file:
        pickle.dump(rows, file)
    print(len(pickle.dumps([placed(number) for number in range(20)], protocol=4)))
    print(pickle.dumps([plain(number) for number in range(20)])[-40:])


main()
