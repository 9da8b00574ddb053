text = "abcdefghij" * 1000
pieces = [text[i : i + 10] for i in range(0, 10000, 10)]
