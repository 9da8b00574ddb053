words = "the quick brown fox jumps over the lazy dog".split()
many = [w + "!" for w in words] * 300
