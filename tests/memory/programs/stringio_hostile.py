import io
s = io.StringIO()
s.write("abc")
s.seek(200000)
s.write("x")
v = s.getvalue()
b = io.BytesIO()
for i in range(10):
    b.seek(10000, 2)
    b.write(b"y")
w = b.getvalue()
t = io.StringIO()
for i in range(300):
    t.write("é" if i == 150 else "a" * 50)
    if i == 200:
        t.write("😀" * 3000)
x = t.getvalue()
t.write("more")
y = t.getvalue()
u = io.StringIO("line\n" * 5000)
parts = [p for p in u]
u.seek(0)
again = u.readlines()
alias = t
alias.write("q" * 70000)
last = alias.getvalue()
