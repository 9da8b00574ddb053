"""Checkers for credit cards, ISBNs, passwords; count the valid ones."""
import hashlib
import hmac


def luhn(number):
    total = 0
    for i, ch in enumerate(reversed(number)):
        d = int(ch)
        if i % 2:
            d *= 2
            if d > 9:
                d -= 9
        total += d
    return total % 10 == 0


def stretch(password, salt, rounds=60):
    key = password.encode()
    for _ in range(rounds):
        key = hmac.new(salt, key, hashlib.sha256).digest()
    return key.hex()


def main():
    numbers = ["%016d" % (4000000000000000 + i * 7919 * 104729) for i in range(800)]
    valid = list(filter(luhn, numbers))  # expert: easy
    print(len(valid), valid[:2])
    users = {"user%d" % i: "secret%d" % (i * i) for i in range(40)}
    table = {}
    for name, password in users.items():  # expert: easy
        table[name] = stretch(password, name.encode())
    leaked = set()
    for guess in range(0, 100):
        leaked.add("secret%d" % guess)
    broken = [n for n, p in users.items() if p in leaked]
    print(len(broken), table["user7"][:16])
    digest = hashlib.md5()
    for name in sorted(table):
        digest.update(table[name].encode())
    print(digest.hexdigest())


main()
