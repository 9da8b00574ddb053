# A table that counts how often it is asked.
class Table:
    def __init__(self, values):
        self.values = values
        self.asked = 0

    def __getitem__(self, index):
        self.asked += 1
        return self.values[index]

    def __len__(self):
        return len(self.values)


def weigh(table, i):
    total = 0
    for k in range(200):
        total = (total * 31 + table[(i + k) % len(table)]) % 1000003
    return total


table = Table(list(range(50)))
results = []
for i in range(25):
    results.append(weigh(table, i))

print(sum(results), results[:3], results[-1])
print("asked", table.asked, "times")
