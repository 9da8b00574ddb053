values = [complex(i, -i) for i in range(8000)]
squares = [v * v for v in values]
