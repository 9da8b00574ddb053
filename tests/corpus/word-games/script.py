"""Text games: hangman entropy, boggle, anagrams, wordle, word squares."""
import math
import sys
from collections import Counter, defaultdict

WORDS = """crane slate trace crate adieu raise stare arise irate later alter alert heart earth hater rates tears
stone notes onset tones steno least stale steal tales teals night thing brick crick trick bread beard debar angle glean
angel horse shore house mouse route outer trend event spent input print point joint plant grant chart march charm""".split()


def feedback(guess, answer):
    result = ["_"] * len(guess)
    left = Counter()
    for i, (g, a) in enumerate(zip(guess, answer)):
        if g == a:
            result[i] = "G"
        else:
            left[a] += 1
    for i, g in enumerate(guess):
        if result[i] == "_" and left[g] > 0:
            result[i] = "Y"
            left[g] -= 1
    return "".join(result)


def entropy(guess, words):
    counts = defaultdict(int)
    for answer in words:
        counts[feedback(guess, answer)] += 1
    n = len(words)
    return -sum(c / n * math.log2(c / n) for c in counts.values())


def best_guess(words):
    best_word, best_bits = None, -1.0
    for word in words:  # expert: easy
        bits = entropy(word, words)
        if bits > best_bits:
            best_word, best_bits = word, bits
    return best_word, best_bits


def play(answer, words, first):
    remaining = list(words)
    guess, turns = first, 1
    while guess != answer:
        mark = feedback(guess, answer)
        remaining = [w for w in remaining if w != guess and feedback(guess, w) == mark]
        guess = remaining[0]
        turns += 1
    return turns


def boggle(board, words):
    rows, cols = len(board), len(board[0])

    def search(r, c, word, used):
        if not word:
            return True
        if not (0 <= r < rows and 0 <= c < cols) or (r, c) in used or board[r][c] != word[0]:
            return False
        return any(search(r + dr, c + dc, word[1:], used | {(r, c)})
                   for dr in (-1, 0, 1) for dc in (-1, 0, 1) if dr or dc) if len(word) > 1 else True

    found = []
    for word in words:  # expert: easy
        if any(search(r, c, word, frozenset()) for r in range(rows) for c in range(cols)):
            found.append(word)
    return found


def main():
    words = sorted(set(WORDS))
    word, bits = best_guess(words)
    print(word, f"{bits:.4f}")
    turns = Counter(play(answer, words, word) for answer in words)  # expert: easy
    for n in sorted(turns):
        print(n, "*" * turns[n])
    groups = defaultdict(list)
    for w in words:
        groups["".join(sorted(w))].append(w)
    print([g for g in groups.values() if len(g) > 3])
    board = ["stacr", "lenih", "tripo", "gdmeu", "nahst"]
    print(boggle(board, words))
    hardest = max(words, key=lambda w: play(w, words, "crane"))  # expert: easy
    print(hardest, file=sys.stdout)


if __name__ == "__main__":
    main()
