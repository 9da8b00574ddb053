"""A file that is opened before the loop and written to in it, while standard output gets a line now and then."""

import sys

with open(sys.argv[1], "w", encoding="utf-8") as out:
    out.write("# squares\n")
    seen = {}
    for n in range(12000):
        s = n * n % 9973
        if s not in seen:
            seen[s] = n
            out.write(f"{n} ä {s}\n")
        if n % 1000 == 0:
            print("at", n, len(seen))
    out.write(f"{len(seen)} values\n")
print("done", len(seen))
