import ast
import logging
import sys
from html.parser import HTMLParser


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100 + 12 // (n % 17 - 13)


def in_a_list(count):
    return [
        work(n)
        for n in range(count)
    ]


def in_a_dictionary(count):
    return {n: work(n) for n in range(count)}


def in_a_sum(count):
    return sum(work(n) for n in range(count))


def by_key(count):
    return max(range(count), key=work)


def by_map(count):
    return list(map(work, range(count)))


def in_a_loop(count):
    total = 0
    for n in range(count):
        total += work(n)
    return total


class Later:
    def __call__(self, count):
        return [work(n) for n in range(count)]


def tried(function):
    try:
        return function(12)
    except ZeroDivisionError:
        return "never"


logging.basicConfig(stream=sys.stdout, format="%(levelname)s:%(lineno)d:%(message)s")
for function in (in_a_list, in_a_dictionary, in_a_sum, by_key, by_map, in_a_loop, Later()):
    print(tried(function))
    try:
        print(function(20))
    except ZeroDivisionError:
        logging.exception("no result")
try:
    squares = [
        n * n
        + work(n)
        for n in range(20)
    ]
    print(squares)
except ZeroDivisionError as error:
    print(error.__traceback__.tb_lineno)


# Nobody names these methods: libraries do, or names that are put together.
class Page(HTMLParser):
    def handle_data(self, data):
        self.found = [work(n) for n in range(int(data))]


class Names(ast.NodeVisitor):
    def visit_Name(self, node):
        self.found = [work(n) for n in range(len(node.id))]


class Steps:
    def run(self, name, count):
        return getattr(self, "step_" + name)(count)

    def step_list(self, count):
        return self.listed(count)

    def listed(self, count):
        return [work(n) for n in range(count)]


for count in (12, 20):
    try:
        Page().feed(f"<p>{count}</p>")
    except ZeroDivisionError:
        logging.exception("no page")
    try:
        Names().visit(ast.parse("n" * count))
    except ZeroDivisionError:
        logging.exception("no names")
    try:
        Steps().run("list", count)
    except ZeroDivisionError:
        logging.exception("no steps")


def last(count):
    return {
        work(n) * 1000 + n:
            # The value's line is that of its exception.
            work(n + 7)
        for n in range(count)
        if n != 13
    }


print(last(5))
print(last(9))
