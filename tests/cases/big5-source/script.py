# -*- coding: big5 -*-
import math
name = "一二"
def work(n):
    s = 0
    for k in range(n):
        s += math.sqrt(k)
    return s
out = []
for i in range(200):
    v = work(i * 10)
    out.append((name, v))
print(len(out), out[3])
