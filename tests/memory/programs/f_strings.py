lines = [f"line {i}: {i * 2}" for i in range(8000)]
