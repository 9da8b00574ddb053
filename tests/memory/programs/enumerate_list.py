words = ["word"] * 5000
numbered = [(index, word) for index, word in enumerate(words)]
