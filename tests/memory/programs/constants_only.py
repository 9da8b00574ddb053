a = 1
b = 2.5
c = "text"
d = None
e = True
xs = [a, b, c, d, e] * 1000
