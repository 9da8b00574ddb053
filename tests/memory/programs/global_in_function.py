log = []


def note(value):
    log.append(value * 2.5)


for i in range(5000):
    note(i)
