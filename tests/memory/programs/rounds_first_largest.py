def work():
    count = 0
    total = 0
    while count < 100:
        tmp = [0] * ((100 - count) * 1000)
        total += len(tmp)
        count += 1
        del tmp
    return total


print(work())
