class Resource:
    """Says when it goes. CPython lets go of an object as soon as nothing refers to it."""

    alive = 0

    def __init__(self, name):
        self.name = name
        Resource.alive += 1

    def __del__(self):
        Resource.alive -= 1
        print("closing", self.name)

    def size(self):
        x = self.name
        for _ in range(200):
            x = (x * 69069 + 1) % 4294967296
        return x % 50


def use(n):
    resource = Resource(n)
    return resource.size()


total = 0
for i in range(6):
    r = Resource(100 + i)
    total += r.size()
    print("total", total, "alive", Resource.alive)
for i in range(4):
    total += use(i)
    print("total", total, "alive", Resource.alive)
print("end")
