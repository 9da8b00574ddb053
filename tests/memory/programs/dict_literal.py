point = {"x": 1.0, "y": 2.0, "z": 3.0}
points = [{"x": i * 1.0, "y": i * 2.0} for i in range(2000)]
