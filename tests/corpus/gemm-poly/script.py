"""gemm, 2mm and syrk as plain Python lists."""


def init(ni, nj, nk):
    A = [[((i * k + 1) % ni) / ni for k in range(nk)] for i in range(ni)]
    B = [[(k * (j + 1) % nj) / nj for j in range(nj)] for k in range(nk)]
    C = [[((i * (j + 2)) % nj) / nj for j in range(nj)] for i in range(ni)]
    return A, B, C


def kernel_gemm(ni, nj, nk, alpha, beta, C, A, B):
    for i in range(ni):  # expert: easy
        for j in range(nj):
            C[i][j] *= beta
        for k in range(nk):
            for j in range(nj):
                C[i][j] += alpha * A[i][k] * B[k][j]


def kernel_syrk(n, m, alpha, beta, C, A):
    for i in range(n):  # expert: easy
        for j in range(i + 1):
            C[i][j] *= beta
        for k in range(m):
            for j in range(i + 1):
                C[i][j] += alpha * A[i][k] * A[j][k]


def kernel_2mm(A, B, C, D, tmp, alpha, beta):
    ni, nk, nj, nl = len(A), len(B), len(B[0]), len(C[0])
    for i in range(ni):  # expert: easy
        for j in range(nj):
            tmp[i][j] = 0.0
            for k in range(nk):
                tmp[i][j] += alpha * A[i][k] * B[k][j]
    for i in range(ni):  # expert: easy
        for j in range(nl):
            D[i][j] *= beta
            for k in range(nj):
                D[i][j] += tmp[i][k] * C[k][j]


def checksum(M):
    return sum(sum(row) for row in M)


def main():
    n = 28
    A, B, C = init(n, n, n)
    kernel_gemm(n, n, n, 1.5, 1.2, C, A, B)
    print(f"gemm {checksum(C):.6f}")
    kernel_syrk(n, n, 1.5, 1.2, C, A)
    print(f"syrk {checksum(C):.6f}")
    tmp = [[0.0] * n for _ in range(n)]
    D = [[i * (j + 2) % n / n for j in range(n)] for i in range(n)]
    kernel_2mm(A, B, C, D, tmp, 1.5, 1.2)
    print(f"2mm  {checksum(D):.6f}")


if __name__ == "__main__":
    main()
