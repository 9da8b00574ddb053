"""Weights of the digits of powers."""


def weight(number, rounds):
    """
    >>> weight(7, 2)
    7
    """
    total = 0
    power = number
    for _ in range(rounds):
        power = power * number % 1000003
        for place, digit in enumerate(str(power)):
            total += (place + 1) * int(digit)
    return total % 97


def watch(path, every):
    """Call back whenever a file changes: for the window that shows it."""
    import threading

    timer = threading.Timer(every, watch, (path, every))
    timer.start()
    return timer


if __name__ == "__main__":
    import doctest
    import subprocess

    doctest.testmod()
    subprocess.run(["date"], check=False)
    print(eval("weight(7, 2)"))
