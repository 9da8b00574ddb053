stack = [1]
seen = []
while stack:
    top = stack.pop()
    seen.append(top * 1000)
    if top < 500:
        stack.append(top + 1)
