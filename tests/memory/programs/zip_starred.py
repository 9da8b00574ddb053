table = [[i * 0.5 + j for j in range(40)] for i in range(60)]
turned = [list(column) for column in zip(*table)]
pairs = [(i, i * 2.5) for i in range(3000)]
numbers, halves = zip(*pairs)
print(len(turned), len(numbers))
