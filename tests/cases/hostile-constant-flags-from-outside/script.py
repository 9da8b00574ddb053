import settings

DEBUG = False


def work(n):
    x = n
    for _ in range(200):
        x = (x * 69069 + 1) % 4294967296
    return x


settings.switch_on()
for n in range(12):
    value = work(n)
    if DEBUG:
        print("debug", value)
for n in range(12):
    value = work(n)
    if settings.VERBOSE:
        print("verbose", value)
print("end")
