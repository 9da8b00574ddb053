# args: 700
import sys

count = int(sys.argv[1])
xs = [i * 0.5 for i in range(count)]
