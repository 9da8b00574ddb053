"""A blockchain: each block depends on the last; verification of all blocks is independent."""
import hashlib
import json


class Block:
    def __init__(self, index, data, prev):
        self.index = index
        self.data = data
        self.prev = prev
        self.nonce = 0
        self.hash = self.compute()

    def compute(self):
        text = json.dumps([self.index, self.data, self.prev, self.nonce])
        return hashlib.sha256(text.encode()).hexdigest()

    def mine(self, prefix):
        while not self.hash.startswith(prefix):
            self.nonce += 1
            self.hash = self.compute()


class Chain:
    def __init__(self):
        self.blocks = [Block(0, "genesis", "0" * 64)]

    def append(self, data):
        b = Block(len(self.blocks), data, self.blocks[-1].hash)
        b.mine("00")
        self.blocks.append(b)

    def verify(self):
        bad = []
        for i in range(1, len(self.blocks)):  # expert: easy
            b = self.blocks[i]
            ok = b.hash == b.compute()
            for _ in range(20):
                ok = ok and b.compute() == b.hash
            if not ok or b.prev != self.blocks[i - 1].hash:
                bad.append(i)
        return bad


chain = Chain()
for i in range(12):
    chain.append({"from": i, "to": i + 1, "amount": i * 10})
print(chain.blocks[-1].hash[:12], chain.verify())
chain.blocks[5].data["amount"] = 1000000
print(chain.verify())
