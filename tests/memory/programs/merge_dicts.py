a = {i: i * 0.5 for i in range(1500)}
b = {i + 1500: i * 1.5 for i in range(1500)}
c = {**a, **b}
