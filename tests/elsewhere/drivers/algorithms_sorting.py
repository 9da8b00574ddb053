"""The same numbers through every way to sort."""

from algorithms import sorting

numbers = [(n * 7919 + 13) % 101 for n in range(60)]
ways = [
    sorting.bitonic_sort, sorting.bubble_sort, sorting.cocktail_shaker_sort, sorting.comb_sort, sorting.counting_sort,
    sorting.cycle_sort, sorting.exchange_sort, sorting.gnome_sort, sorting.insertion_sort, sorting.max_heap_sort, sorting.merge_sort,
    sorting.min_heap_sort, sorting.pancake_sort, sorting.pigeonhole_sort, sorting.quick_sort, sorting.selection_sort, sorting.shell_sort,
]
for way in ways:
    if way is sorting.bitonic_sort:
        result = way(numbers[:32], False)
    else:
        result = way(list(numbers))
    print(way.__name__, result == sorted(numbers), result[:5])
for size in (5, 10, 20):
    print(size, sorting.radix_sort(numbers[:size]), sorting.stooge_sort(numbers[:size]))
