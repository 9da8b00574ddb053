import helpers
from pkg.util import collatz_lengths, Sim
from pkg import shapes as sh
import sys

def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    xs = helpers.primes(n)
    print(len(xs), xs[-3:])
    print(collatz_lengths(n)[-5:])
    print(Sim(3).run(n))
    print(sh.areas(n)[:3], sh.TOTALS)
    try:
        helpers.fails(n)
    except ValueError as e:
        print("caught", e)
    helpers.fails_hard(n)

if __name__ == "__main__":
    main()
