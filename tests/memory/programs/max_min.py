values = [(i * 7919) % 100003 for i in range(20000)]
largest = max(values)
smallest = min(values)
