def work():
    kind = "a"
    out = []
    for i in range(300):
        if kind == "a":
            kind = "b"
        elif kind == "b":
            kind = "c"
        elif kind == "c":
            kind = "d"
        elif kind == "d":
            kind = "e"
        elif kind == "e":
            kind = "f"
        else:
            out.append([0] * 1000)
    return len(out)


print(work())
