"""Arguments of the command line that become attributes of an object of the program."""
import optparse

class Options:
    def __init__(self):
        self.items = [5]


def heavy(i, known):
    total = 0
    for k in range(2000):
        total += (i * k + len(known)) % 7
    return total

shared = [1, 2]
parser = optparse.OptionParser()
parser.add_option("--all", dest="items", action="store_const", const=shared)
options = Options()
parser.parse_args(["--all"], options)
for i in range(20):
    options.items.append(heavy(i, shared))
print(shared)
