"""Rows that cannot be read are skipped and counted; the others are worked on."""

PRICES = {"apple": 3, "pear": 5, "plum": 7}


def parse(line):
    name, amount, note = line.split(";")
    if name not in PRICES:
        raise KeyError(name)
    digest = 0
    for position, letter in enumerate(note * 12):
        digest = (digest * 31 + ord(letter) * position) % 65521
    return {"name": name, "value": PRICES[name] * int(amount), "digest": digest}


def read(lines):
    records, bad, unknown = [], 0, {}
    for number, line in enumerate(lines, 1):
        try:
            record = parse(line)
        except ValueError as error:
            bad += 1
            if bad < 3:
                print("line", number, "skipped:", error)
            continue
        except KeyError as error:
            unknown[error.args[0]] = unknown.get(error.args[0], 0) + 1
            continue
        record["line"] = number
        records.append(record)
    return records, bad, unknown


LINES = []
for i in range(240):
    if i % 29 == 0:
        LINES.append("apple;%d" % i)
    elif i % 31 == 5:
        LINES.append("fig;%d;note %d" % (i, i))
    elif i % 37 == 7:
        LINES.append("pear;many;note")
    else:
        LINES.append("%s;%d;note number %d" % (("apple", "pear", "plum")[i % 3], i, i * i))

records, bad, unknown = read(LINES)
print(len(records), bad, unknown)
print(sum(r["value"] for r in records), sum(r["digest"] for r in records), records[-1])
