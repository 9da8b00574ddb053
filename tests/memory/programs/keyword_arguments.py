def record(**fields):
    return fields


records = [record(x=i * 1.5, y=i * 2.5) for i in range(2000)]
