import pandas as pd


def show(frame, i):
    return str(frame / (7 + i))


def main():
    frame = pd.DataFrame({"x": [1.0, 2.0]})
    for i in range(4):
        pd.set_option("display.precision", 2 + i)
        line = show(frame, i)
        print(line)
    print([show(frame, i) for i in range(3)])
    lines = []
    for i in range(3):
        with pd.option_context("display.precision", i + 1):
            lines.append(show(frame, i))
    print(lines)


main()
