import csv
import io
f = io.StringIO()
w = csv.writer(f)
for i in range(500):
    w.writerow(['a"' * (i % 50), 'x,y', i, None, 1.5])
    if i == 250:
        w.writerows([["q" * 100] * 10 for _ in range(50)])
text = f.getvalue()
g = io.StringIO()
d = csv.DictWriter(g, ["one", "two", "three", "four" * 50])
d.writeheader()
for i in range(300):
    d.writerow({"one": i, "two": str(i) * (i % 20)})
d.writerows({"one": 1} for _ in range(200))
t2 = g.getvalue()
rows = list(csv.reader(io.StringIO(text)))
recs = list(csv.DictReader(t2.splitlines()))
f.seek(0)
for row in csv.reader(f):
    pass
