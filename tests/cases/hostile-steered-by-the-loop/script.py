import itertools
import os


def work(x):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x) % 1000003
    return total


TREE = {"r": ["a", "b", "c"], "a": ["d", "e"], "b": ["f"], "c": [], "d": ["g"], "e": [], "f": [], "g": []}


def make_folders():
    for name in ("a/x", "a/y", "b/x", "b/y/x"):
        os.makedirs(os.path.join("tree", name))


def pruned():
    for root, folders, files in os.walk("tree"):
        folders[:] = sorted(name for name in folders if name != "y")
        print(root, work(len(root) + len(files)))


def pruned_in_a_function(folders):
    folders.sort()
    if "x" in folders:
        folders.remove("x")


def pruned_elsewhere():
    for number, (root, folders, _) in enumerate(os.walk("tree")):
        pruned_in_a_function(folders)
        print(number, root, work(len(root)))


def walk(top):
    below = list(TREE[top])
    yield top, below
    for name in below:
        yield from walk(name)


def walk_with_stack(top):
    stack = [top]
    while stack:
        top = stack.pop()
        below = sorted(TREE[top])
        yield top, below
        stack.extend(below)


def reversed_on_the_way():
    for name, below in walk("r"):
        score = work(ord(name))
        if score % 2:
            below.reverse()
        print(name, score)


def shortened_inside():
    out = []
    for top in "rabcrabc":
        for name, below in walk_with_stack(top):
            score = work(ord(name))
            if len(out) % 3 == 0:
                del below[1:]
            out.append((name, score))
    print(out)


class Step:
    def __init__(self):
        self.width = 1
        self.is_last = False


def steps(count):
    at = 0
    while at < count:
        step = Step()
        yield at, step
        if step.is_last:
            return
        at += step.width


def handed_on(count):
    yield from steps(count)


class Steps:
    def __init__(self, count):
        self.count = count
        self.at = 0
        self.latest = None

    def __iter__(self):
        return self

    def __next__(self):
        if self.latest is not None:
            self.at += self.latest.width
        if self.at >= self.count:
            raise StopIteration
        self.latest = Step()
        return self.at, self.latest


class Boxes:
    """Asked for by number."""

    def __init__(self):
        self.boxes = []

    def __getitem__(self, number):
        if number > 20 or any(len(box) > 3 for box in self.boxes):
            raise IndexError
        self.boxes.append([number])
        return self.boxes[-1]


def stepped(source):
    for at, step in source:
        score = work(at)
        step.width = 1 + score % 3
        print(at, score)


def ended():
    for number, (at, step) in enumerate(steps(40)):
        score = work(at)
        step.is_last = score % 11 == 0
        print(number, score)


def filled():
    for number, box in enumerate(Boxes()):
        score = work(number)
        if score % 5 == 3:
            box.extend((1, 2, 3))
        print(number, score)


def added_up():
    for number, total in enumerate(itertools.accumulate([n] for n in range(12))):
        score = work(number)
        total.append(score)
        print(len(total), score)


make_folders()
pruned()
pruned_elsewhere()
reversed_on_the_way()
shortened_inside()
stepped(steps(40))
stepped(handed_on(40))
stepped(Steps(40))
for at, step in Steps(40):
    score = work(at)
    step.width = 1 + score % 3
    print(at, score)
for at, step in steps(40):
    score = work(at)
    step.width = 1 + score % 3
    print(at, score)
ended()
filled()
added_up()
