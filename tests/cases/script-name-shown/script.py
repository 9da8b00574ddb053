import os
import sys


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


print(sys.argv, __file__ == os.path.abspath("script.py"), os.path.isabs(__file__))
print(sys.path[0] == os.getcwd(), "out" in sys.argv[0], [p for p in sys.path if p.endswith("out")])
main = sys.modules["__main__"]
print(main.__name__, main.__spec__, main.__package__, main.work is work, hasattr(main, "__cached__"))
print(sorted(name for name in globals() if not name.startswith("__")))
for n in range(8):
    print(sys.argv[0], work(n))
print(work.__module__, work.__code__.co_filename == __file__, repr(work)[:14])
print("usage: %s [n]" % os.path.basename(sys.argv[0]), file=sys.stderr)
