import functools
import xml.etree.ElementTree as ET


def mixed(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x


def written(n):
    item = ET.Element("{urn:a}item")
    item.text = str(mixed(n))
    return ET.tostring(item)


@functools.lru_cache(maxsize=None)
def remembered(n):
    return written(n)


known = {}


def noted(n):
    if n not in known:
        known[n] = written(n)
    return known[n]


def items(n):
    for i in range(n):
        text = written(i)
        yield text


def told(prefix):
    ET.register_namespace(prefix, "urn:a")
    return mixed(len(prefix))


def main():
    print([remembered(n) for n in range(4)], [noted(n) for n in range(4)])
    told("a")
    print([remembered(n) for n in range(6)], [noted(n) for n in range(6)])
    for n, text in enumerate(items(6)):
        print(text)
        if n == 2:
            told("b")
    for n in range(6):
        text = written(n)
        print(text)
        if n == 2:
            told("c")
    print((told("d"), written(7), written(8)))
    print(written(7) + str(told("e")).encode() + written(8))
    print([(written(n), told("f" + "g" * n)) for n in range(4)])


main()
