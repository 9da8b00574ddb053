import re


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


total = 0
print([y for n in range(20) if (y := work(n)) % 2])
print(y)
print([total := total + work(n) for n in range(8)], total)
if any((witness := n) and work(n) > 90 for n in range(20)):
    print("witness", witness)
numbers = iter([3, 1, 4, 1, 5, 0, 9])
while (n := next(numbers)) != 0:
    print(n, last := work(n))
print(n, last, list(numbers))


def scan(lines):
    for line in lines:
        if m := re.match(r"(\w+)=(\d+)", line):
            print(m[1], value := work(int(m[2])))
        elif (length := len(line)) > 3:
            print("long", length)
    return m, value, length


print(scan(["a=1", "bcdef", "c=33", "x", "y=2"])[1:])
print({k: v for k in range(6) if (v := work(k)) > 5}, v, max(last := work(k) for k in range(4)), last)
