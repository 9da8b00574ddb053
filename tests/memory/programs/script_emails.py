"""Checks and groups addresses."""


def addresses(n):
    hosts = ["example.com", "mail.example.org", "test.net", "bad", "x.y.z"]
    for i in range(n):
        yield f"first{i % 300}.last{i}@{hosts[i % 5]}"


def split(address):
    user, _, host = address.partition("@")
    return user, host


def valid(address):
    user, host = split(address)
    return bool(user) and "." in host


def main():
    found = list(addresses(6000))
    good = [a for a in found if valid(a)]
    domains = {}
    for address in good:
        user, host = split(address)
        domains.setdefault(host, set()).add(user.split(".")[0])
    lines = []
    for host, users in sorted(domains.items()):
        lines.append(f"{host}: {len(users)}")
        lines.append(", ".join(sorted(users)[:4]))
    print("\n".join(lines))
    upper = {a.upper() for a in good}
    print(len(found), len(good), len(upper))


main()
