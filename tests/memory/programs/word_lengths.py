text = "lorem ipsum dolor sit amet consectetur " * 300
words = text.split(" ")
lengths = [len(w) for w in words]
