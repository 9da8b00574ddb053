def heavy(n):
    t = 0
    for a in range(n % 13 + 3):
        for b in range(n % 13 + 9):
            t += a * b % 7
    return t
import io
f = io.StringIO('\n'.join(map(str, range(30))))
for line in f:
    h = heavy(int(line))
    if h > 150: break
print(line, f.readline())
