def insertion_sort(values):
    out = []
    for value in values:
        i = len(out)
        out.append(value)
        while i > 0 and out[i - 1] > value:
            out[i] = out[i - 1]
            i -= 1
        out[i] = value
    return out


values = [(i * 7919) % 5003 for i in range(300)]
ordered = insertion_sort(values)
pad = [i * 0.5 for i in range(3000)]
