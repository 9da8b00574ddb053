import json

users = [{"id": i, "name": "user%d" % i, "score": i / 3} for i in range(2000)]
back = json.loads(json.dumps(users))
best = sorted(back, key=lambda u: -u["score"])[:5]
print([u["name"] for u in best])
