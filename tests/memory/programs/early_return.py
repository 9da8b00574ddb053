def first_over(values, limit):
    seen = []
    for value in values:
        seen.append(value * 1.0)
        if value > limit:
            return seen
    return seen


result = first_over(range(10000), 100000)
