"""Output that the program redirects itself."""

import contextlib
import io


def compute(n):
    total = 0
    for k in range(20000 + n):
        total = (total * 31 + k) % 1000003
    return total


def main():
    total = 0
    for i in range(40):
        v = compute(i)
        print("item", i, v, flush=True)
        total += v
    print("total", total)


with contextlib.redirect_stdout(io.StringIO()) as text:
    main()
print(len(text.getvalue()), text.getvalue()[:200])
