"""Generators in a row, and a summary at the end."""


def readings(n):
    value = 17
    for i in range(n):
        value = (value * 1103515245 + 12345) % 2147483648
        yield i, value / 2147483648


def windowed(source, size):
    window = []
    for item in source:
        window.append(item)
        if len(window) == size:
            yield tuple(window)
            window = []
    if window:
        yield tuple(window)


def averages(windows):
    for window in windows:
        yield window[0][0], sum(value for _, value in window) / len(window)


def main():
    result = list(averages(windowed(readings(40000), 10)))
    high = [pair for pair in result if pair[1] > 0.6]
    low = [pair for pair in result if pair[1] < 0.4]
    print(len(result), len(high), len(low))
    print(max(result, key=lambda pair: pair[1]))


main()
