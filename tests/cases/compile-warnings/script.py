import re


def digits(number):
    return len(re.findall("\d+", str(number) * 20)) + len("\400") - len(f"\{number}")


def main():
    total = 0
    for number in range(300):
        total += digits(number)
    assert (total, "always true")
    words = [re.sub("\w", "x", str(number)) for number in range(300)]
    print(total, len(words), words[-1])
    print(re.findall("\d+", 5 / (total - total)))


main()
