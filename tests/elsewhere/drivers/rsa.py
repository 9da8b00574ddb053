"""Keys from fixed numbers, texts coded and back."""

from rsa import common, core, key, prime, transform

public = key.PublicKey(3233, 17)
private = key.PrivateKey(3233, 17, 2753, 61, 53)
codes = [core.encrypt_int(ord(letter), public.e, public.n) for letter in "attack at dawn"]
print(codes, "".join(chr(core.decrypt_int(code, private.d, private.n)) for code in codes))
print([common.extended_gcd(n, 240) for n in range(7, 60, 10)], [common.inverse(n, 101) for n in range(1, 20)], common.crt([2, 3, 2], [3, 5, 7]))
print([prime.gcd(n, 36) for n in range(20)], [transform.int2bytes(n) for n in (1, 256, 70000)], transform.bytes2int(b"abc"), common.bit_size(1023))
