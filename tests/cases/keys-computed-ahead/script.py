from itertools import permutations


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 10


def of_word(word):
    return work(int(word[1:]))


def failing(word):
    if word == "w17":
        raise ValueError("no key for " + word)
    return of_word(word)


class Move:
    def __init__(self, number):
        self.number = number

    def score(self):
        return work(self.number)


def main():
    words = ["w%d" % n for n in range(30)]
    print(sorted(words, key=of_word))
    print(sorted(words, key=lambda w: (of_word(w), w), reverse=True)[:8])
    words.sort(key=of_word)
    print(words)
    words.sort(key=lambda w: (work(int(w[1:])), w), reverse=True)
    print(words)
    print(max(words, key=of_word), min(words, key=of_word))
    print(min(permutations(range(4)), key=lambda p: work(p[0] * 625 + p[1] * 125 + p[2])))
    print(sorted(permutations(range(4)), key=lambda p: work(p[0] * 625 + p[1] * 125 + p[2]))[:5])
    print(max((), key=of_word, default="none"), max(iter(words), key=of_word, default="none"))
    moves = [Move(n) for n in range(20)]
    best = max(moves, key=Move.score)
    best.number = -1
    print([move.number for move in moves], sorted(moves, key=Move.score)[0].number)
    try:
        max([], key=of_word)
    except ValueError as error:
        print(error)
    for attempt in range(4):
        try:
            if attempt == 0:
                sorted(words, key=failing)
            elif attempt == 1:
                words.sort(key=failing)
            elif attempt == 2:
                max(words, key=failing)
            else:
                min(iter(words), key=failing)
        except ValueError as error:
            print(attempt, error, words[:3], len(words))
    try:
        sorted([3, 4], key=lambda v: [work(v), None][v % 2])
    except TypeError as error:
        print(error)
    for word in sorted([w + "0" for w in words if work(len(w)) >= 0], key=of_word):
        print(word, end=" ")
    print()


main()
