names = {str(i): i * 0.5 for i in range(8000)}
