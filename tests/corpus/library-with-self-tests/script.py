"""Digits of sums, with two modules of an own library that also test, show and time themselves when they are run alone."""

import queue

import digits
import registry


@registry.named
def weight(number):
    return digits.weight(number, 9)


def spread(limit):
    """Numbers that one of two rules leads to, breadth first."""
    waiting = queue.Queue()
    waiting.put(1)
    seen = {1}
    while not waiting.empty():
        number = waiting.get()
        for following in (3 * number + 1, 2 * number):
            if following < limit and following not in seen:
                seen.add(following)
                waiting.put(following)
    return sorted(seen)


numbers = spread(90)
weights = []
for number in numbers:  # expert: easy
    weights.append(weight(number))
print(len(numbers), weights[:8], sum(weights))
print(registry.call("weight", 12), weight.__name__)
