old = [0.0] * 5000
for _ in range(10):
    new = [v + 1.0 for v in old]
    old = new
