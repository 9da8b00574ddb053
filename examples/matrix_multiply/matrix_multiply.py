# Multiply two square matrices the way the textbook does it.
import random
import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 260

random.seed(2024)
A = [[random.uniform(-1, 1) for j in range(n)] for i in range(n)]
B = [[random.uniform(-1, 1) for j in range(n)] for i in range(n)]

C = [[0.0] * n for i in range(n)]
for i in range(n):
    for j in range(n):
        for k in range(n):
            C[i][j] += A[i][k] * B[k][j]

# A few numbers to compare with other runs
trace = 0.0
for i in range(n):
    trace += C[i][i]
print("n:", n)
print("trace:", repr(trace))
print("corners:", C[0][0], C[0][n - 1], C[n - 1][0], C[n - 1][n - 1])
print("sum:", repr(sum(sum(row) for row in C)))
print("largest:", repr(max(max(row) for row in C)))
