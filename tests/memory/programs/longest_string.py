text = ""
for i in range(5000):
    text += "abc"
pad = [i * 0.5 for i in range(2000)]
