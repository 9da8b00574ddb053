values = [y for i in range(8000) if (y := i * 1.5) >= 0.0]
