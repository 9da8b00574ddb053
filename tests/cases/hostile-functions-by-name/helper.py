"""Half of it is not used."""


class Loud:
    def __len__(self):
        print("len")
        return 3

    def __getitem__(self, key):
        print("getitem", key)
        return "abc"[key]


def measure(word):
    return sum(len(word) * k for k in range(300))


def loud_measure(word):
    return measure(Loud()) + len(word)
