"""Inner loops whose `else`, of which nothing has to stay in order, leaves the loop around it: at any depth, in every way."""


def heavy(n):
    t = n
    for i in range(n * 8 + 400):
        t = (t * 7 + i) % 1009
    return t


def returned_from_while(items, stop):
    found = []
    for n in items:
        total = heavy(n)
        for k in range(total % 5 + 2):
            total += k
            if total % 11 == 3:
                break
        else:
            limit = 3
            while limit > 0:
                limit -= 1
                if n - limit == stop:
                    return "left", n, total
        found.append(total)
    else:
        print("done")
    return found


def returned_at_once(items, stop):
    found = []
    for n in items:
        total = heavy(n)
        while total % 7:
            total += 1
        else:
            if n == stop:
                return n
        found.append(total)
    return found


def stopped(items, stop):
    found = []
    for n in items:
        total = heavy(n)
        for k in range(3):
            total = heavy(total % 50 + k)
        else:
            if n > stop:
                break
            if total % 10 == 4:
                continue
        found.append((n, total))
    else:
        print("all of them")
    return found


def raised(items, stop):
    found = []
    for n in items:
        total = heavy(n)
        for k in range(3):
            total += heavy(k)
        else:
            for q in range(2):
                if n - q == stop:
                    raise KeyError(n, total)
        found.append(total)
    return found


def show(stop):
    numbers = list(range(30))
    print(returned_from_while(numbers, stop))
    print(returned_at_once(numbers, stop))
    print(stopped(numbers, stop))
    try:
        print(raised(numbers, stop))
    except KeyError as error:
        print("no", error)


show(2)
show(17)
show(26)
show(40)
