"""Builds a document, writes and reads it again."""

import json


def build(n):
    users = []
    for i in range(n):
        users.append(
            {
                "name": f"user{i}",
                "age": 20 + i % 50,
                "scores": [i % 10, i % 7, i % 3],
                "address": {"city": ["Bern", "Basel", "Chur"][i % 3], "zip": 3000 + i},
            }
        )
    return {"users": users, "version": 2}


def average(document):
    total = count = 0
    for user in document["users"]:
        for score in user["scores"]:
            total += score
            count += 1
    return total / count


document = build(800)
text = json.dumps(document)
again = json.loads(text)
print(len(text), average(again))
cities = {}
for user in again["users"]:
    cities.setdefault(user["address"]["city"], []).append(user["name"])
for city, names in sorted(cities.items()):
    print(city, len(names))
