"""Bits and arrays."""

from algorithms import array, bit_manipulation as bits

numbers = list(range(0, 2000, 37))
counts = []
for number in numbers:
    counts.append((bits.count_ones_iter(number), bits.binary_gap(number), bits.reverse_bits(number), bits.swap_pair(number), bits.flip_bit_longest_seq(number)))
print(counts)
print([bits.gray_code(n) for n in range(6)], [bits.add_bitwise_operator(n, n * 3) for n in numbers])
print(sorted(map(sorted, bits.subsets([1, 2, 3, 4]))), bits.single_number([4, 1, 2, 1, 2]), bits.single_number3([2, 1, 5, 6, 6, 1]))
print(list(array.josephus(list(range(1, 30)), 3)))
print(list(array.flatten_iter([1, [2, [3, [4, "x"]], 5], [[6]]])), array.move_zeros([0, 1, None, 2, 0, "x", 0.0, [], False]))
triples = [array.three_sum([(n * k) % 11 - 5 for n in range(14)]) for k in range(1, 7)]
print([sorted(t) for t in triples])
texts = ["abcabcbb", "pwwkew", "bbbbb", "abba", "dvdf", "tmmzuxt"]
print([array.longest_non_repeat_v1(t) for t in texts], [array.get_longest_non_repeat_v3(t) for t in texts])
print(array.Interval.merge([array.Interval(1, 3), array.Interval(2, 6), array.Interval(8, 10)]), array.trimmean(list(map(float, numbers)), 20))
print([array.rotate_v1(numbers[:6], k) for k in range(6)], array.summarize_ranges([0, 1, 2, 4, 5, 7]), array.top_1([1, 1, 2, 2, 3]))
print([array.n_sum(n, [-3, -2, -1, 0, 0, 1, 2, 3], 0) for n in (2, 3, 4)], array.garage([1, 2, 3, 0, 4], [0, 3, 2, 1, 4]))
