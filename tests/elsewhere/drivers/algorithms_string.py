"""Texts that are searched, coded and justified."""

from algorithms import string

texts = ["the quick brown fox", "jumps over the lazy dog", "abacabadabacaba", "mississippi", "a man a plan a canal panama", ""]
for text in texts:
    print(string.is_palindrome(text.replace(" ", "")), string.longest_palindrome(text), string.manacher(text) if text else "", string.first_unique_char(text))
    print([string.caesar_cipher(text, shift) for shift in range(0, 26, 9)], string.atbash(text), string.reverse_words(text), string.reverse_vowel(text))
    print(string.encode(text), string.decode(string.encode(text)), string.check_pangram(text))
print([string.knuth_morris_pratt(text, "an") for text in texts if text], [string.rabin_karp("ab", text) for text in texts if len(text) > 2])
romans = [string.int_to_roman(n) for n in range(1, 400, 37)]
numbers = [string.roman_to_int(roman) for roman in romans]
print(romans, numbers)
print([string.multiply(str(n * 991), str(n * 17)) for n in range(1, 12)], [string.add_binary(bin(n)[2:], bin(n * n)[2:]) for n in range(1, 12)])
print(string.text_justification(["What", "must", "be", "acknowledgment", "shall", "be"], 16))
print(string.group_anagrams(["eat", "tea", "tan", "ate", "nat", "bat"]), string.decode_string("3[a2[c]]2[bc]"))
print([string.min_distance_dp(one, other) for one in texts for other in texts])
print(string.unique_morse(["gin", "zen", "gig", "msg"]), string.fizzbuzz_with_helper_func(16))
print([string.strong_password(n, "Ab1") for n in range(3, 8)], string.longest_common_prefix_v3(["flower", "flow", "flight"]))
