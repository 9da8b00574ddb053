import glob
import json
import os


def load(path):
    with open(path) as f:
        data = json.load(f)
    total = 0
    for value in data["values"]:
        for _ in range(20):
            total = (total * 31 + value) % 100003
    return data["name"], total


names = []
grand_total = 0
for path in sorted(glob.glob(os.path.join("parts", "*.json"))):
    name, total = load(path)
    names.append(name)
    grand_total += total
    print(os.path.basename(path), name, total)
print(names, grand_total)
try:
    for n in range(20):
        print(load("parts/part%02d.json" % n)[1])
except FileNotFoundError as error:
    print(error.filename, error.errno)
