"""Three reports over the same data, each on its own."""


def data(n):
    return [(k * 7919) % 1009 for k in range(n)]


def spread(values):
    mean = sum(values) / len(values)
    total = 0.0
    for value in values:
        for other in values[::7]:
            total += abs(value - other)
    return total / len(values) + mean


def inversions(values):
    count = 0
    for i, value in enumerate(values):  # expert: easy
        for other in values[i + 1:]:
            count += other < value
    return count


def longest_rise(values):
    best = [1] * len(values)
    for i in range(len(values)):  # expert: no, refused: may-alias
        for j in range(i):
            if values[j] < values[i] and best[j] + 1 > best[i]:
                best[i] = best[j] + 1
    return max(best)


def merge_sort(values):
    if len(values) < 2:
        return values
    half = len(values) // 2
    left, right = merge_sort(values[:half]), merge_sort(values[half:])  # expert: easy
    merged = []
    while left and right:
        merged.append(left.pop(0) if left[0] <= right[0] else right.pop(0))
    return merged + left + right


def main():
    values = data(120)
    first = spread(values)
    second = inversions(values)
    third = longest_rise(values)
    print(f"{first:.6f}", second, third)
    print(merge_sort(values)[:8])


if __name__ == "__main__":
    main()
