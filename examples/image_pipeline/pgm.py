"""Reading and writing plain PGM pictures (P2) as lists of rows."""


def read(path):
    with open(path) as f:
        words = f.read().split()
    if words[0] != "P2":
        raise ValueError(f"{path}: not a plain PGM picture")
    width = int(words[1])
    values = [int(word) for word in words[4:]]
    return [values[i:i + width] for i in range(0, len(values), width)]


def write(path, image):
    with open(path, "w") as f:
        print("P2", len(image[0]), len(image), 255, file=f)
        for row in image:
            print(*row, file=f)
