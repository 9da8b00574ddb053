import sys


def work(n):
    x = n
    for _ in range(40):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


calls = {}


def profiler(frame, event, argument):
    if event == "call" and frame.f_code.co_filename == __file__:
        key = frame.f_code.co_name, frame.f_back.f_code.co_name
        calls[key] = calls.get(key, 0) + 1


def drive(limit):
    total = 0
    for n in range(limit):
        total += work(n)
    return total


sys.setprofile(profiler)
print(drive(20))
sys.setprofile(None)
print(calls)

lines = []


def tracer(frame, event, argument):
    if frame.f_code is work.__code__ and event == "line":
        lines.append(frame.f_lineno)
    return tracer


sys.settrace(tracer)
for n in range(3):
    work(n)
sys.settrace(None)
print(len(lines), lines[:4], lines[-1])
print(drive(10))
