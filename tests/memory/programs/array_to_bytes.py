from array import array
a = array("d", (i * 1.5 for i in range(3000)))
b = array("i", range(3000))
b.extend(range(500))
c = a[::2]
d = a.tolist()
e = bytes(b)
