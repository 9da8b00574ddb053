def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


take = next


class Stop(StopIteration):
    pass


Halt = StopIteration


def k1(n):
    v = work(n)
    if n == 7:
        take(iter([]))
    return v


def k2(n):
    v = work(n)
    if n == 7:
        raise Stop("no")
    return v


def k3(n):
    v = work(n)
    if n == 7:
        raise Halt(3)
    return v


for k in (1, 2, 3):
    for kind in range(5):
        try:
            if k == 1:
                if kind == 0:
                    print(sorted(range(20), key=k1))
                elif kind == 1:
                    print(max(range(20), key=k1))
                elif kind == 2:
                    print([k1(n) for n in range(20)])
                elif kind == 3:
                    print(list(map(k1, range(20))))
                else:
                    print(list(filter(k1, range(20))))
            elif k == 2:
                if kind == 0:
                    print(sorted(range(20), key=k2))
                elif kind == 1:
                    print(min(range(20), key=k2))
                elif kind == 2:
                    print([k2(n) for n in range(20)])
                elif kind == 3:
                    print(list(map(k2, range(20))))
                else:
                    print(list(filter(k2, range(20))))
            else:
                xs = list(range(20))
                if kind == 0:
                    print(sorted(range(20), key=k3))
                elif kind == 1:
                    xs.sort(key=k3)
                elif kind == 2:
                    print([k3(n) for n in range(20)])
                elif kind == 3:
                    print({k3(n) for n in range(20)})
                else:
                    print(sum(k3(n) for n in range(20)))
        except StopIteration as e:
            print(k, kind, type(e), e.args, repr(e.value))
        except RuntimeError as e:
            print(k, kind, type(e), e.args)
