# args: 5000
# assume: n=5000
import sys

n = int(sys.argv[1])
xs = [i * 0.5 for i in range(n)]
table = [[0] * 10 for _ in range(n)]
