class Shelf:
    """Says whenever somebody looks at it."""

    def __init__(self, books):
        self.books = books

    def __len__(self):
        print("len asked")
        return len(self.books)

    def __iter__(self):
        print("iter asked")
        return Reader(self.books)

    def __bool__(self):
        print("bool asked")
        return True


class Reader:
    def __init__(self, books):
        self.left = list(books)

    def __iter__(self):
        return self

    def __length_hint__(self):
        print("hint asked")
        return len(self.left)

    def __next__(self):
        if not self.left:
            raise StopIteration
        return self.left.pop(0)


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


shelf = Shelf([3, 1, 4, 1, 5, 9, 2, 6])
total = 0
for book in shelf:
    total += work(book)
print(total)
print([work(book) for book in shelf])
print(max(work(book) for book in shelf))
if shelf:
    print(len(shelf))


class Old:
    """Iterated by index only."""

    def __getitem__(self, i):
        if i > 5:
            raise IndexError
        print("item", i)
        return i * i


for value in Old():
    print(work(value))
