def circle(n):
    return n * n * 355 // 113
