"""Statistics on columns: correlation matrix, permutation test, moving windows, outliers."""
import math
import random
import statistics as st


def make_table(n, seed=5):
    rng = random.Random(seed)
    table = {"a": [], "b": [], "c": [], "d": []}
    for i in range(n):
        x = rng.gauss(0, 1)
        table["a"].append(x)
        table["b"].append(2 * x + rng.gauss(0, 0.5))
        table["c"].append(rng.random())
        table["d"].append(math.sin(i / 5) + rng.gauss(0, 0.1))
    return table


def pearson(xs, ys):
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    cov = sum((x - mx) * (y - my) for x, y in zip(xs, ys))
    return cov / math.sqrt(sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys))


def permutation_test(xs, ys, rounds, seed):
    rng = random.Random(seed)
    observed = abs(st.mean(xs) - st.mean(ys))
    pool = xs + ys
    extreme = 0
    for _ in range(rounds):
        rng.shuffle(pool)
        if abs(sum(pool[:len(xs)]) / len(xs) - sum(pool[len(xs):]) / len(ys)) >= observed:
            extreme += 1
    return extreme / rounds


def rolling(values, width, f):
    return [f(values[i:i + width]) for i in range(len(values) - width + 1)]  # expert: easy


def autocorrelation(values, lags):
    out = []
    for lag in range(1, lags):  # expert: easy
        out.append(pearson(values[:-lag], values[lag:]))
    return out


def main():
    table = make_table(60)
    names = list(table)
    matrix = {}
    for i, left in enumerate(names):  # expert: easy
        for right in names[i:]:
            matrix[left, right] = matrix[right, left] = pearson(table[left], table[right])
    for left in names:
        print(left, *(f"{matrix[left, right]:7.4f}" for right in names))
    p_values = {}
    for k, (left, right) in enumerate([("a", "b"), ("a", "c"), ("c", "d")]):  # expert: easy
        p_values[left + right] = permutation_test(table[left], table[right], 60, seed=k)
    print(p_values)
    print([round(v, 4) for v in rolling(table["d"], 9, st.median)][:5])
    print([round(v, 4) for v in rolling(table["d"], 9, st.pstdev)][:5])
    lags = autocorrelation(table["d"], 20)
    print(max(range(len(lags)), key=lags.__getitem__) + 1)
    fences = []
    for name, column in table.items():  # expert: easy
        q1, _, q3 = st.quantiles(column, n=4)
        fences.append((name, sum(1 for v in column if v < q1 - 1.5 * (q3 - q1) or v > q3 + 1.5 * (q3 - q1))))
    print(fences)


main()
