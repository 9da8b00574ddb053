def split(n):
    low = [i * 0.5 for i in range(n)]
    high = [i * 1.5 for i in range(n)]
    return low, high


low, high = split(5000)
