"""Sorting, searching, strings and trees for learning."""

from pygorithm.data_structures import heap, trie
from pygorithm.dynamic_programming import binary_knapsack, lis
from pygorithm.fibonacci import goldenratio, recursion
from pygorithm.math import lcm, matrix_operations, sieve_of_eratosthenes
from pygorithm.searching import binary_search, quick_select
from pygorithm.sorting import bubble_sort, heap_sort, merge_sort, quick_sort, shell_sort
from pygorithm.strings import anagram, manacher_algorithm

lists = [[(n * k * 31) % 97 for n in range(40)] for k in range(1, 9)]
for numbers in lists:
    ways = [way.sort(numbers[:]) for way in (bubble_sort, heap_sort, merge_sort, quick_sort, shell_sort)]
    print(all(way == sorted(numbers) for way in ways), binary_search.search(sorted(numbers), numbers[3]) is not False, quick_select.search(numbers[:], 5))
print([lis.longest_increasing_subsequence(numbers) for numbers in lists], binary_knapsack.knapsack(50, [60, 100, 120], [10, 20, 30]))
print(lcm.lcm([4, 6, 10]), sieve_of_eratosthenes.sieve_of_eratosthenes(80), recursion.get_sequence(12), goldenratio.get_sequence(12))
print(anagram.is_anagram("mary", ["army", "yarm", "ramp"]), manacher_algorithm.manacher("babcbabcbaccba"))
print(matrix_operations.Matrix([[1, 2], [3, 4]], [[5, 6], [7, 8]]).multiply())
words = trie.Trie()
for word in ("push", "pull", "public", "pub"):
    words.insert(word)
print(sorted(words.find_words("pu")))
