lines = []
text = ""
for i in range(200):
    text = text + "x"
    lines.append(text)
