"""Count things."""
import argparse


def work(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def positive(text):
    value = int(text)
    if value <= 0:
        raise argparse.ArgumentTypeError("%r is not positive" % text)
    return value


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=positive)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--mode", choices=["fast", "slow"])
    parser.add_argument("--seed", action="append", type=positive)
    parser.add_argument("--pair", action="append", nargs=2, type=int, default=[[1, 2]])
    parser.add_argument("--version", action="version", version="%(prog)s 1.0")
    args = parser.parse_args()
    total = 0.0
    for n in range(args.count):
        total += work(n) * args.scale
    if total > 1000 and args.mode == "slow":
        parser.error("too much: %r" % total)
    for seed in args.seed or [1, 2, 3]:
        print(seed, work(seed))
    for pair in args.pair:
        pair[0] += work(pair[1])
    print(args, repr(total))


if __name__ == "__main__":
    main()
