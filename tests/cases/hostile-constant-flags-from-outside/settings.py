import __main__

VERBOSE = False


def switch_on():
    global VERBOSE
    VERBOSE = True
    __main__.DEBUG = True
