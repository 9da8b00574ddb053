"""Binary trees: allocate many short-lived trees of tuples."""
import argparse


def make_tree(depth):
    if depth == 0:
        return (None, None)
    depth -= 1
    return (make_tree(depth), make_tree(depth))


def check(tree):
    left, right = tree
    if left is None:
        return 1
    return 1 + check(left) + check(right)


def trees_of(iterations, depth):
    return sum(check(make_tree(depth)) for _ in range(iterations))  # expert: easy


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--depth", type=int, default=9)
    args = parser.parse_args()
    min_depth = 4
    max_depth = max(min_depth + 2, args.depth)
    stretch = max_depth + 1
    print(f"stretch tree of depth {stretch}\t check: {check(make_tree(stretch))}")
    long_lived = make_tree(max_depth)
    for depth in range(min_depth, max_depth + 1, 2):  # expert: easy
        iterations = 2 ** (max_depth - depth + min_depth)
        total = trees_of(iterations, depth)
        print(f"{iterations}\t trees of depth {depth}\t check: {total}")
    print(f"long lived tree of depth {max_depth}\t check: {check(long_lived)}")


if __name__ == "__main__":
    main()
