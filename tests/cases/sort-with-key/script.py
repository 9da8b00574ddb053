def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 10


words = ["w%d" % n for n in range(30)]
print(sorted(words, key=lambda w: work(int(w[1:]))))
print(sorted(words, key=lambda w: work(int(w[1:])), reverse=True)[:8])


def peeking(word):
    peeked.append(len(words))  # a list is empty while it is being sorted
    return work(len(word))


peeked = []
words.sort(key=peeking)
print(set(peeked), words[:3])
words.sort(key=lambda w: (work(int(w[1:])), w))
print(words[:5])
try:
    sorted([3, "a", 2], key=lambda v: v)
except TypeError as error:
    print(error)
