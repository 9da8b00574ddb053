def back(n):
    i = 0
    out = []
    rounds = 0
    while i < n:
        j = i + 1
        k = 0
        while k < 3:
            i = j
            i += 5
            k += 1
        i -= 5
        rounds += 1
        out.append([i] * 3)
        if rounds > 4000:
            break
    return out


def stay(text):
    i = 0
    out = []
    while i < len(text):
        if text[i].isdigit():
            j = i
            while j < len(text) and text[j] == "x":
                j += 1
            out.append((i, j))
            i = j
            if len(out) > 5000:
                return out
        else:
            i += 1
    return out


def two(n):
    i, j = 0, n
    out = []
    while i < n and j > 0:
        if (i + j) % 3:
            i += 1
        elif i % 2:
            j -= 2
        else:
            j -= 1
        out.append((i, j * 1000))
    return out


a = back(50)
b = stay("a1" * 10)
c = two(800)
print(len(a), len(b), len(c))
