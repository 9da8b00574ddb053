fahrenheit = [c * 9 / 5 + 32 for c in range(-5000, 5000)]
