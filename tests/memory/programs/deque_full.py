from collections import deque
def moving(n):
    out = []
    window = deque(maxlen=40)
    for i in range(n):
        window.append(i)
        if len(window) == 40:
            out.append((i * 0.5, i + 1000))
    return out


result = moving(9000)
print(len(result))
