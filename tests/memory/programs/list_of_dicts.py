records = [{"id": i, "value": i * 0.5} for i in range(3000)]
