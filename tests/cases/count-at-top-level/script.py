# Armstrong numbers
def armstrong(n):
    digits = [int(c) for c in str(n)]
    return sum(d ** len(digits) for d in digits) == n


count = 0
largest = 0
for n in range(1, 3000):
    if armstrong(n):
        count += 1
        largest = n
        print(n)
print(count, largest)
