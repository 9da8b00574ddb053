n = 10**9
steps = []
while n > 1:
    steps.append(n)
    n //= 2
pad = [i * 0.5 for i in range(3000)]
