"""Lines that a loop adds to the file it reads come after those that were there."""


def work(x):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x) % 1000003
    return total


def write_numbers(count):
    with open("numbers.txt", "w") as file:
        file.writelines(f"{number}\n" for number in range(count))


write_numbers(3)
added = open("numbers.txt", "a")
for line in open("numbers.txt"):
    score = work(int(line))
    print(line.strip(), score)
    if int(line) < 5:
        added.write(f"{int(line) + 3}\n")
        added.flush()
added.close()


def first_after(limit):
    for line in open("numbers.txt", "rb"):
        score = work(int(line))
        print(line, score)
        if int(line) == limit:
            with open("numbers.txt", "a") as file:
                file.write(f"{limit + 1}\n")
        if int(line) > limit:
            return score
    return None


write_numbers(9)
print(first_after(8))
with open("numbers.txt") as source, open("scores.txt", "w") as target:
    for line in source:
        score = work(int(line))
        target.write(f"{score}\n")
    else:
        print("all read")
