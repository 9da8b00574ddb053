"""Hash passwords, find collisions of a short hash, Merkle tree, proof of work per block."""
import hashlib
import zlib
from functools import reduce


def strong(password, salt):
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), 200).hex()


def short_hash(data):
    h = 5381
    for b in data:
        h = (h * 33 ^ b) & 0xFFFF
    return h


def mine(block, difficulty):
    prefix = "0" * difficulty
    nonce = 0
    while True:
        digest = hashlib.sha256(f"{block}:{nonce}".encode()).hexdigest()
        if digest.startswith(prefix):
            return nonce, digest
        nonce += 1


def merkle(leaves):
    level = [hashlib.sha256(x).digest() for x in leaves]  # expert: easy
    while len(level) > 1:
        if len(level) % 2:
            level.append(level[-1])
        level = [hashlib.sha256(a + b).digest() for a, b in zip(level[::2], level[1::2])]
    return level[0].hex()


def main():
    users = {f"user{i}": f"secret-{i * 7919 % 1000}" for i in range(12)}
    table = {}
    for user, password in users.items():  # expert: easy
        table[user] = strong(password, user)
    print(table["user3"][:16], len(table))
    guesses = [f"secret-{n}" for n in range(0, 1000, 97)]
    cracked = []
    for user, digest in table.items():  # expert: easy
        for guess in guesses:
            if strong(guess, user) == digest:
                cracked.append((user, guess))
                break
    print(cracked)
    buckets = {}
    for i in range(1500):  # expert: easy
        buckets.setdefault(short_hash(b"item-%d" % i), []).append(i)
    print(len(buckets), max(len(v) for v in buckets.values()))
    for block in ["genesis", "alice->bob", "bob->carol", "carol->dan"]:  # expert: easy
        nonce, digest = mine(block, 2)
        print(block, nonce, digest[:12])
    chunks = [bytes((i * k) % 251 for k in range(300)) for i in range(20)]
    print(merkle(chunks))
    total = reduce(lambda crc, c: zlib.crc32(c, crc), chunks, 0)
    sizes = sum(len(zlib.compress(c)) for c in chunks)  # expert: easy, refused: unprofitable-loop
    print(total, sizes)


if __name__ == "__main__":
    main()
