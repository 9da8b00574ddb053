"""Fields of log lines by a compiled expression."""

import re

LINE = re.compile(r"(\d+) (\w+) user=(\w+) took=(\d+)ms")
lines = [f"{i} INFO user=u{i % 500} took={i % 977}ms" for i in range(12000)]
slow = []
for line in lines:
    found = LINE.match(line)
    if found:
        took = int(found.group(4))
        if took > 900:
            slow.append((found.group(3), took))
print(len(slow), slow[0])
