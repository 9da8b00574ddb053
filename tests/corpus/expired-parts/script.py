"""Checks the parts of a download, and removes those that are not complete."""
import glob
import os


def checksum(path):
    total = 0
    with open(path) as part:
        for line in part:
            for k in range(40):
                total = (total * 31 + len(line) + k) % 65521
    return total


os.makedirs("parts", exist_ok=True)
for number in range(60):  # expert: no, refused: ordered-effect
    with open(f"parts/{number:03}.part", "w") as part:
        part.write("x" * number + "\n" * (number % 7))

removed = []
for path in glob.iglob("parts/*.part"):  # expert: no, refused: iterable-changes
    value = checksum(path)
    if value % 3 == 0:
        os.remove(path)
        removed.append(path)
print(sorted(removed))

kept = 0
for path in glob.iglob("parts/*.part"):  # expert: easy
    kept += checksum(path)
print(kept)
