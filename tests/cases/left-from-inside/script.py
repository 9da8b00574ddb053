import hashlib

def crack(digest, alphabet):
    for a in alphabet:
        for b in alphabet:
            for c in alphabet:
                guess = a + b + c
                if hashlib.sha1(guess.encode()).hexdigest() == digest:
                    return guess
    return None

def slow(n):
    t = 0
    for i in range(400):
        t += (i * n) % 7
    return t

def first(xs):
    seen = 0
    where = None
    for x in xs:
        t = slow(x)
        with_more = 0
        for k in range(50):
            with_more += slow(k)
            if with_more > 10**9 or (x == 37 and k == 10):
                where = k
                break
        try:
            for k in range(30):
                if slow(k + x) == -1:
                    break
                if x == 41:
                    raise ValueError
        except ValueError:
            break
        finally:
            t += 1
        seen += t
    else:
        print("not left")
    print(x, seen, where, t, with_more)
    return seen

def second(xs):
    seen = 0
    for x in xs:
        t = slow(x)
        with_more = 0
        for k in range(50):
            with_more += slow(k)
            if with_more > 10**9 or (x == 37 and k == 10):
                break
        try:
            for k in range(30):
                if slow(k + x) == -1:
                    break
                if x == 41:
                    raise ValueError
        except ValueError:
            break
        finally:
            t += 1
        seen += t
    else:
        print("not left")
    print(x, seen, t, with_more)
    return seen

def table(rows):
    out = []
    for r in rows:
        for c in range(40):
            v = slow(r + c)
            if r == 23 and c == 7:
                return out, r, c, v
        out.append(v)
    return out

print(crack(hashlib.sha1(b"fox").hexdigest(), "abcdefghijklmnopqrstuvwxyz"))
print(crack("x", "abcdefghij"))
first(range(60))
first(range(20))
print(second(range(60)), second(range(20)))
print(table(range(30)))
print(len(table(range(10))))
for i in range(40):
    for j in range(30):
        if slow(i * j) < 0:
            break
        if i == 20 and slow(j):
            break
    if i == 30:
        print("stop")
        break
    print(i, j)


def in_steps(xs):
    done = []
    for x in xs:
        print("item", x)
        for k in range(20):
            if slow(k * x) % 11 == 10:
                with open(__file__) as source:
                    for line in source:
                        if slow(x + len(line)) % 13 == 12:
                            return done, x, k, len(line)
        done.append(slow(x))
    else:
        print("to the end")
    return done


class Search:
    def __init__(self, limit):
        self.limit = limit
        self.seen = 0

    def first(self):
        for n in range(self.limit):
            try:
                for k in range(15):
                    if slow(n * k) > 1220:
                        return n, k, self.seen
            finally:
                last = n
            self.seen += 1
        return last, None, self.seen


print(in_steps(range(25)))
print(Search(40).first(), Search(3).first())
