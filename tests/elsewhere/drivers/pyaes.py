"""Blocks and streams, coded and back."""

import pyaes

key = bytes(range(16))
aes = pyaes.AES(key)
blocks = [[(n * k) % 256 for n in range(16)] for k in range(1, 12)]
coded = []
for block in blocks:
    coded.append(aes.encrypt(block))
print(coded, [aes.decrypt(block) for block in coded] == blocks)
for mode in (pyaes.AESModeOfOperationECB, pyaes.AESModeOfOperationCBC, pyaes.AESModeOfOperationCTR):
    cipher = mode(key)
    print(mode.__name__, cipher.encrypt(b"sixteen byte txt").hex())
