def work(n):
    big = [i * 0.5 for i in range(n)]
    return sum(big)


results = [work(5000) for _ in range(20)]
