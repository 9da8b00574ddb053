import sys


def work(n):
	x = n
	for _ in range(300):
		x = (x * 69069 + 1) % 4294967296
	return x % 100


class Box:
	def run(self, limit):
		total = 0
		for n in range(limit):
		    # Two kinds of blank, but always the same ones.
		    value = work(n); total += value
		    if value > 95: print(n, value); continue
		    total -= 1
		return total
def main():
 boxes = [Box() for _ in range(3)]
 for box in boxes:
   print(box.run(20))
 for n in range(4): print(work(n), end=";")
 print(); print([work(n)
   for n in range(3)
 ])
if 1: main()
for n in range(10): \
    print(work(n)); last = n
print(last); sys.stdout.write("no newline at the end of the file")