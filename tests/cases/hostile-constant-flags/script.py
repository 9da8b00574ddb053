by_function = False
by_sum = 0
by_loop = False
by_branch = False
by_import = False
by_try = False
by_with = False
by_definition = False
by_class = False
by_walrus = False
local = False
yielding = False
binding = False
equal = 1


def work(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x


def switch():
    global by_function
    by_function = True


class Manager:
    def __enter__(self):
        return True

    def __exit__(self, *details):
        return None


switch()
by_sum += 1
for by_loop in (False, True):
    pass
if work(3) > 1:
    by_branch = True
import json as by_import

try:
    raise ValueError
except ValueError as error:
    by_try = True
with Manager() as by_with:
    pass


def by_definition():
    return 1


class by_class:
    pass


print((by_walrus := True) and 1)

for n in range(12):
    value = work(n)
    if by_function:
        print("function", value)
for n in range(12):
    value = work(n)
    if by_sum:
        print("sum", value)
for n in range(12):
    value = work(n)
    if by_loop:
        print("loop", value)
for n in range(12):
    value = work(n)
    if by_branch:
        print("branch", value)
for n in range(12):
    value = work(n)
    if by_import:
        print("import", value)
for n in range(12):
    value = work(n)
    if by_try:
        print("try", value)
for n in range(12):
    value = work(n)
    if by_with:
        print("with", value)
for n in range(12):
    value = work(n)
    if by_definition:
        print("definition", value)
for n in range(12):
    value = work(n)
    if by_class:
        print("class", value)
for n in range(12):
    value = work(n)
    if by_walrus:
        print("walrus", value)
for n in range(12):
    value = work(n)
    if equal == True:
        print("equal", value)


def parameter(local):
    for n in range(12):
        value = work(n)
        if local:
            print("local", value)


def generator():
    for n in range(12):
        value = work(n)
        if yielding:
            print((yield value))


def binder():
    seen = 1
    for n in range(12):
        value = work(n)
        if binding:
            print(seen := value)
    return seen


parameter(True)
print(list(generator()), binder())


def too_early():
    for n in range(12):
        value = work(n)
        if late:
            print("late", value)


try:
    too_early()
except NameError as error:
    print(error)
late = False
too_early()


def with_builtin_name():
    for n in range(12):
        value = work(n)
        if credits_of:
            print("early", value)
        if copyright:
            print("builtin", value % 10)


credits_of = False
with_builtin_name()
copyright = False
with_builtin_name()
