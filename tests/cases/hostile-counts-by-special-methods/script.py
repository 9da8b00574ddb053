# What counts where results are put together again: keys, and exceptions.
n = 0


def work(a):
    return sum(i * a % 7 for i in range(2000))


def bump():
    global n
    n += 1


class Key:
    def __init__(self, k):
        self.k = k

    def __hash__(self):
        bump()
        return self.k

    def __eq__(self, other):
        bump()
        return self.k == other.k


class Bad(Exception):
    def __init__(self, k):
        bump()
        super().__init__(k)


def keyed(a):
    return {Key(work(a)): 1}


def checked(a):
    return [Bad(work(a))]


found = [keyed(a) for a in range(40)]
print(sum(map(len, found)), n)
found = [checked(a) for a in range(39)]
print(len(found), n)
