"""Proof of work: early exit at the first nonce."""
import hashlib


def pow_hash(block, nonce):
    h = hashlib.sha256(f"{block}:{nonce}".encode()).hexdigest()
    for _ in range(5):
        h = hashlib.sha256(h.encode()).hexdigest()
    return h


def mine(block, prefix="000"):
    nonce = 0
    while True:  # expert: hard
        h = pow_hash(block, nonce)
        if h.startswith(prefix):
            return nonce, h
        nonce += 1


def mine_for(block, limit):
    for nonce in range(limit):  # expert: hard
        h = pow_hash(block, nonce)
        if h.startswith("00"):
            return nonce
    return -1


prev = "genesis"
for height in range(3):
    nonce, h = mine(prev)
    print(height, nonce, h)
    prev = h
print(mine_for("other", 100000))
