import math

value = math.factorial(3000)
pad = [0.5 * i for i in range(3000)]
