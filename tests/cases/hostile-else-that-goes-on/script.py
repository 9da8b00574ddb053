"""Loops in the `else` of an inner loop: one returns from the function, and its own `else` goes on with the next round, or leaves."""


def work(n):
    total = 0
    for a in range(200):
        total = (total * 31 + a + n) % 10007
    return total


def first(rows):
    total = 0
    for row in rows:
        value = work(row)
        for step in range(3):
            found = work(value + step)
            if found % 5 == 0:
                break
        else:
            for more in range(2):
                if work(more + found) % 3 == 0:
                    return "found", row, more
            else:
                total += 1
                continue
            total += 100
        total += found
    return total


def second(rows):
    total = 0
    for row in rows:
        count = work(row) % 4
        while count:
            count -= 1
            if work(row + count) % 5 == 0:
                break
        else:
            count = work(row) % 6
            while count:
                count -= 1
                if work(count) % 7 == 3:
                    return "found", row, count
                if work(count) % 7 == 5:
                    break
            else:
                if work(row) % 3:
                    continue
                total += 10
            total += 100
        total += work(count)
    return total


def third(rows):
    out = []
    for row in rows:
        for step in range(3):
            found = work(row + step)
            if found % 4 == 1:
                break
        else:
            for more in range(3):
                if work(found + more) % 9 == 2:
                    return "found", out
            else:
                if found % 2:
                    break
                continue
        out.append(found)
    else:
        out.append("all")
    return out


for rows in ([], [1, 2], [7] * 3, range(10), range(40, 55), range(70, 71)):
    print(first(rows), second(rows), third(rows))
