slots = [None] * 50000
