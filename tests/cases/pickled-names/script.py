import copy
import json
import pickle


class Record:
    def __init__(self, n):
        x = n
        for _ in range(200):
            x = (x * 69069 + 1) % 4294967296
        self.n = n
        self.value = x % 100

    def __eq__(self, other):
        return type(other) is Record and (self.n, self.value) == (other.n, other.value)


def make(n):
    return Record(n)


records = []
for n in range(10):
    records.append(make(n))
data = pickle.dumps(records, protocol=2)
print(len(data), data[:40])
print(pickle.loads(data) == records, Record.__module__, Record.__qualname__, make.__module__)
print(pickle.dumps(make, protocol=0), pickle.loads(pickle.dumps(Record)) is Record)
with open("records.pickle", "wb") as f:
    pickle.dump(records, f, protocol=4)
with open("records.json", "w") as f:
    json.dump([vars(r) for r in records], f, indent=1)
with open("records.json") as f:
    print(sum(r["value"] for r in json.load(f)))
clones = [copy.deepcopy(r) for r in records]
print(clones == records, any(a is b for a, b in zip(clones, records)), type(clones[0]) is Record)
print([isinstance(make(n), Record) for n in range(3)], repr(Record), str(type(make(1))))
shared = records[0].__dict__
print([r.__dict__ is shared for r in records].count(True))
