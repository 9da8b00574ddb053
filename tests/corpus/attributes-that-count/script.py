"""A descriptor that counts how often it is read."""


class Counted:
    def __get__(self, instance, owner):
        instance.reads = instance.__dict__.get("reads", 0) + 1
        return instance.reads


class Model:
    size = Counted()


def work(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


model = Model()
results = []
for n in range(50, 80):  # expert: no, refused: custom-attribute-access
    results.append(work(n) + model.size)
print(sum(results), model.reads)
