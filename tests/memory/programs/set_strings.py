names = {str(i) for i in range(5000)}
