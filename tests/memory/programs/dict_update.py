first = {i: i * 1.5 for i in range(2000)}
second = {i + 2000: i * 2.5 for i in range(2000)}
first.update(second)
