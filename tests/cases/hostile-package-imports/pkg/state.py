count = 5


def bump():
    global count
    count += 1


def get():
    return count
