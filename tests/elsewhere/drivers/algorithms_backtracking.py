"""All ways to do something."""

from algorithms import backtracking as bt

print(bt.permute([1, 2, 3, 4]), len(list(bt.permute_iter("abcde"))), bt.permute_unique([1, 1, 2, 3]))
print([sorted(map(sorted, bt.subsets(list(range(n))))) for n in range(5)])
print([bt.generate_parenthesis_v1(n) for n in range(1, 6)], [len(bt.generate_parenthesis_v2(n)) for n in range(1, 8)])
print(bt.combination_sum([2, 3, 5, 7], 12), bt.letter_combinations("2345"))
for number in ("123", "232", "105", "3456"):
    print(number, [bt.add_operators(number, target) for target in range(0, 20, 3)])
print([bt.palindromic_substrings(text) for text in ("abc", "aba", "aabaa", "noonlevel")])
print([sorted(bt.generate_abbreviations(word)) for word in ("word", "ab", "xyz")])
print(bt.find_words([["o", "a", "a", "n"], ["e", "t", "a", "e"], ["i", "h", "k", "r"], ["i", "f", "l", "v"]], ["oath", "pea", "eat", "rain"]))
print([bt.get_factors(n) for n in range(4, 60, 4)], [bt.pattern_match("abab", text) for text in ("redblueredblue", "aaaa", "xyzabcxzyabc")])
