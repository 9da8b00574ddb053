"""Wordle helper: score all guesses against all answers."""
import random
from collections import defaultdict


def feedback(guess, answer):
    result = [0] * 5
    remaining = {}
    for i in range(5):
        if guess[i] == answer[i]:
            result[i] = 2
        else:
            remaining[answer[i]] = remaining.get(answer[i], 0) + 1
    for i in range(5):
        if result[i] == 0 and remaining.get(guess[i], 0) > 0:
            result[i] = 1
            remaining[guess[i]] -= 1
    return tuple(result)


def expected_size(guess, answers):
    buckets = defaultdict(int)
    for a in answers:
        buckets[feedback(guess, a)] += 1
    return sum(n * n for n in buckets.values()) / len(answers)


def best_guess(words, answers):
    best_word = None
    best_score = float("inf")
    for w in words:  # expert: easy
        score = expected_size(w, answers)
        if score < best_score:
            best_score = score
            best_word = w
    return best_word, best_score


def play(secret, words):
    answers = words
    guesses = []
    while True:
        guess, _ = best_guess(answers, answers)
        guesses.append(guess)
        if guess == secret:
            return guesses
        fb = feedback(guess, secret)
        answers = [w for w in answers if feedback(guess, w) == fb]


rng = random.Random(3)
words = sorted({"".join(rng.choice("aeioustrnl") for _ in range(5)) for _ in range(120)})
print("opening:", best_guess(words, words))
total = 0
for secret in words[:6]:  # expert: easy
    g = play(secret, words)
    total += len(g)
    print(secret, len(g), g)
print(total)
