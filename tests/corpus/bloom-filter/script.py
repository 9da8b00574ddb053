"""Bloom filters, hyperloglog and consistent hashing: measure their errors."""
import bisect
import hashlib
import math


def hashes(item, k, m):
    digest = hashlib.sha256(item.encode()).digest()
    a = int.from_bytes(digest[:8], "big")
    b = int.from_bytes(digest[8:16], "big") | 1
    for i in range(k):
        yield (a + i * b) % m


class Bloom:
    def __init__(self, m, k):
        self.m, self.k = m, k
        self.bits = bytearray((m + 7) // 8)

    def add(self, item):
        for h in hashes(item, self.k, self.m):
            self.bits[h // 8] |= 1 << h % 8

    def __contains__(self, item):
        return all(self.bits[h // 8] >> h % 8 & 1 for h in hashes(item, self.k, self.m))


class HyperLogLog:
    def __init__(self, bits):
        self.bits = bits
        self.registers = [0] * (1 << bits)

    def add(self, item):
        h = int(hashlib.md5(item.encode()).hexdigest(), 16)
        index = h & ((1 << self.bits) - 1)
        h >>= self.bits
        rank = 1
        while h & 1 == 0 and rank < 60:
            rank += 1
            h >>= 1
        self.registers[index] = max(self.registers[index], rank)

    def count(self):
        m = len(self.registers)
        raw = 0.7213 / (1 + 1.079 / m) * m * m / sum(2.0 ** -r for r in self.registers)
        zeros = self.registers.count(0)
        return m * math.log(m / zeros) if raw < 2.5 * m and zeros else raw


class Ring:
    def __init__(self, nodes, replicas):
        self.points = sorted((int(hashlib.md5(f"{n}:{r}".encode()).hexdigest(), 16), n) for n in nodes for r in range(replicas))

    def owner(self, key):
        h = int(hashlib.md5(key.encode()).hexdigest(), 16)
        i = bisect.bisect(self.points, (h,)) % len(self.points)
        return self.points[i][1]


def false_positives(k, n=400, tests=800):
    bloom = Bloom(4000, k)
    for i in range(n):
        bloom.add(f"member-{i}")
    return sum(f"other-{i}" in bloom for i in range(tests)) / tests


def main():
    rates = []
    for k in range(1, 11):  # expert: easy, refused: unknown-call-effect
        rate = false_positives(k)
        rates.append((rate, k))
        print(f"k={k:2d} {rate:.4f}")
    print("best", min(rates))
    for bits in (4, 6, 8):  # expert: easy
        errors = []
        for n in (100, 1000, 3000):
            counter = HyperLogLog(bits)
            for i in range(n):
                counter.add(f"{bits}/{i}")
            errors.append(abs(counter.count() - n) / n)
        print(bits, [round(e, 4) for e in errors])
    before, after = Ring("abcde", 40), Ring("abcdef", 40)
    moved = sum(1 for i in range(3000) if before.owner(str(i)) != after.owner(str(i)))  # expert: easy
    print(moved)


if __name__ == "__main__":
    main()
