"""Numbers: primes, divisors, bases, transforms."""

from algorithms import math
from algorithms.math.fft import fft
from algorithms.math.hailstone import hailstone

primes = math.get_primes(300)
print(primes[-5:], [n for n in range(200) if math.prime_check(n)] == [p for p in primes if p < 200])
totients = [math.euler_totient(n) for n in range(1, 60)]
print(sum(totients), totients)
longest = max((len(hailstone(n)), n) for n in range(1, 120))
print(longest)
lengths = {}
for n in range(1, 60):
    lengths[n] = len(hailstone(n))
print(lengths)
print([math.int_to_base(n, base) for n in (255, 1000) for base in (2, 7, 16)], [math.goldbach(n) for n in range(4, 60, 6)])
signal = [complex(n % 5, n % 3) for n in range(32)]
print([abs(value) for value in fft(signal)])
print([math.extended_gcd(n, 360) for n in range(7, 90, 11)], [math.gcd(n, 360) for n in range(7, 90, 11)], [math.lcm(n, 12) for n in range(1, 9)])
print([math.combination(n, 3) for n in range(3, 12)], math.sum_dig_pow(1, 200), [math.krishnamurthy_number(n) for n in (1, 145, 150)])
print([math.find_next_square(n * n) for n in range(10)], [math.num_perfect_squares(n) for n in range(1, 20)])
print([math.find_nth_digit(n) for n in range(1, 300, 41)])
vectors = [[float(n + k) for n in range(4)] for k in range(5)]
print([[round(math.cosine_similarity(a, b), 12) for b in vectors] for a in vectors])
