# input: data.csv 6000
"""Reads a file by hand and keeps columns as lists."""

import sys


def columns(path):
    table = {"id": [], "code": [], "name": [], "value": []}
    with open(path) as file:
        for line in file:
            line = line.strip()
            if not line:
                continue
            parts = line.split(",")
            table["id"].append(int(parts[0]))
            table["code"].append(int(parts[1]))
            table["name"].append(parts[2])
            table["value"].append(float(parts[3]))
    return table


def main(path):
    table = columns(path)
    order = sorted(range(len(table["id"])), key=lambda i: (-table["code"][i], table["name"][i]))
    names = sorted(set(table["name"]))
    index = {name: k for k, name in enumerate(names)}
    codes = [index[name] for name in table["name"]]
    print(len(order), order[:5], len(names), sum(codes))
    print(sum(table["value"]) / len(table["value"]))


if __name__ == "__main__":
    main(sys.argv[1])
