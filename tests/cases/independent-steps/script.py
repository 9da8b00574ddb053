"""Several unconnected steps, one after the other, as scripts do it."""


def collatz(limit):
    best = (0, 0)
    for n in range(1, limit):
        m, steps = n, 0
        while m != 1:
            m = m // 2 if m % 2 == 0 else 3 * m + 1
            steps += 1
        if steps > best[1]:
            best = (n, steps)
    return best


def perfect(limit):
    found = []
    for n in range(2, limit):
        if sum(d for d in range(1, n) if n % d == 0) == n:
            found.append(n)
    return found


def pascal(rows):
    row = [1]
    for _ in range(rows):
        row = [a + b for a, b in zip([0] + row, row + [0])]
    return row


def report(title, value):
    print("%-10s %s" % (title, value))
    return len(str(value))


longest = collatz(600)
numbers = perfect(500)
width = report("collatz", longest)
triangle = pascal(30)
width += report("perfect", numbers)
numbers.append(longest[0])
middle = max(triangle)
width += report("pascal", middle)
print(width, numbers, triangle is pascal(30), triangle == pascal(30))
a, b = collatz(100), perfect(100)
print(a, b)
print(collatz(200)[1] + pascal(10)[5], {"x": collatz(50), "y": perfect(30)}, [pascal(3), pascal(4)])
