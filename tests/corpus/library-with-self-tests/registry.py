"""Functions by their names."""

functions = {}


def named(function):
    def wrapper(*arguments):
        return function(*arguments)

    wrapper.__name__ = function.__name__
    functions[function.__name__] = wrapper
    return wrapper


def call(name, *arguments):
    return functions[name](*arguments)


def call_text(text):
    return eval(text)


if __name__ == "__main__":
    import sys

    print(call_text(sys.argv[1]))
