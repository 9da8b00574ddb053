import os
import tempfile


def sort_on_disk(n):
    """Uses a file of its own that nobody sees afterwards."""
    x = n
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "numbers")
        with open(path, "w") as f:
            for _ in range(50):
                x = (x * 69069 + 1) % 4294967296
                f.write("%d\n" % (x % 100))
        with open(path) as f:
            return sorted(int(line) for line in f)


def count_in_file(n):
    """Keeps its state in a file, as a program may that runs again and again."""
    try:
        with open("state") as f:
            count = int(f.read())
    except FileNotFoundError:
        count = 0
    for _ in range(50):
        count = (count * 31 + n) % 1009
    with open("state", "w") as f:
        f.write(str(count))
    return count


total = 0
for n in range(8):
    total += sum(sort_on_disk(n)[:5])
print(total, os.listdir(tempfile.gettempdir()))
states = []
for n in range(10):
    states.append(count_in_file(n))
print(states, open("state").read())
with tempfile.TemporaryFile("w+") as scratch:
    for n in range(5):
        scratch.write("%r " % sort_on_disk(n)[0])
    scratch.seek(0)
    print(scratch.read().split())
