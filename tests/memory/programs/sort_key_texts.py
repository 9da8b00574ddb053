names = ["Name%d" % (i * 7919 % 9973) for i in range(8000)]
names.sort(key=str.lower)
backwards = sorted(names, key=lambda name: name[::-1])
first = min(names, key=lambda name: [name, len(name)])
