"""Bootstrap confidence intervals: one Random per replicate."""
import random
import statistics
import argparse


def replicate(data, seed):
    rng = random.Random(seed)
    sample = [rng.choice(data) for _ in data]
    return statistics.mean(sample), statistics.median(sample)


def quantile(xs, q):
    xs = sorted(xs)
    pos = q * (len(xs) - 1)
    lo = int(pos)
    hi = min(lo + 1, len(xs) - 1)
    return xs[lo] + (xs[hi] - xs[lo]) * (pos - lo)


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--reps", type=int, default=300)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    rng = random.Random(args.seed)
    data = [rng.gauss(10, 3) for _ in range(150)]
    means = []
    medians = []
    for i in range(args.reps):  # expert: easy
        m, md = replicate(data, args.seed * 1000 + i)
        means.append(m)
        medians.append(md)
    print("mean   %.4f [%.4f, %.4f]" % (statistics.mean(data), quantile(means, 0.025), quantile(means, 0.975)))
    print("median %.4f [%.4f, %.4f]" % (statistics.median(data), quantile(medians, 0.025), quantile(medians, 0.975)))


if __name__ == "__main__":
    main()
