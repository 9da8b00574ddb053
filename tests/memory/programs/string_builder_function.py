def build(n):
    text = ""
    for i in range(n):
        text += str(i)
    return text


text = build(5000)
pad = [i * 0.5 for i in range(2000)]
