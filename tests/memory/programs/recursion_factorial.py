def factorial(n):
    if n <= 1:
        return 1
    return n * factorial(n - 1)


result = factorial(120)
values = [factorial(k) for k in (5, 10, 20)]
