lines = [f"{i * 0.37:.2f}" for i in range(8000)]
