from array import array


def stir(view, n):
    x = n
    for i in range(len(view)):
        x = (x * 69069 + view[i]) % 4294967296
        view[i] = x % 251
    return x % 1000


data = bytearray(range(64))
view = memoryview(data)
results = []
for n in range(0, 64, 8):
    results.append(stir(view[n:n + 8], n))
print(results, bytes(data[:20]).hex())
for n in range(0, 60, 3):
    results.append(stir(view[n:n + 5], n))  # these overlap
print(results[-4:], sum(data))
numbers = array("d", [0.5 * n for n in range(30)])
alias = memoryview(numbers)


def smooth(values, i):
    total = 0.0
    for _ in range(50):
        total = total * 0.5 + values[i - 1] - values[i]
    return total


out = array("d")
for i in range(1, 30):
    out.append(smooth(numbers, i))
    alias[i] += out[-1]
print(out[:3], numbers[-3:], out.typecode, out.itemsize)
slices = [numbers[i:i + 3] for i in range(0, 9, 3)]
for s in slices:
    s[0] = smooth(s, 1)
print(slices, numbers[0], type(slices[0]).__name__)
try:
    for n in range(4):
        data.append(stir(bytearray(4), n) % 256)
except BufferError as error:
    print(error, n)
view.release()
data.append(7)
print(len(data))
