"""Spectral norm of an infinite matrix, after the benchmarks game."""
import sys
from math import sqrt


def eval_A(i, j):
    ij = i + j
    return 1.0 / (ij * (ij + 1) // 2 + i + 1)


def eval_A_times_u(u):
    n = len(u)
    result = []
    for i in range(n):  # expert: easy
        partial = 0.0
        for j, uj in enumerate(u):
            partial += eval_A(i, j) * uj
        result.append(partial)
    return result


def eval_At_times_u(u):
    return [sum(eval_A(j, i) * uj for j, uj in enumerate(u)) for i in range(len(u))]  # expert: easy


def eval_AtA_times_u(u):
    return eval_At_times_u(eval_A_times_u(u))


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    u = [1.0] * n
    v = None
    for _ in range(6):  # expert: no, refused: loop-carried-write
        v = eval_AtA_times_u(u)
        u = eval_AtA_times_u(v)
    vBv = vv = 0.0
    for ue, ve in zip(u, v):
        vBv += ue * ve
        vv += ve * ve
    print("%0.9f" % sqrt(vBv / vv))


main()
