class Vector:
    def __init__(self, *values):
        self.values = list(values)

    def __iter__(self):
        return iter(self.values)

    def dot(self, other):
        return sum(a * b for a, b in zip(self, other))


class Chain:
    def __init__(self, links):
        self.links = list(links)

    def __iter__(self):
        yield from self.links


class Table:
    def __init__(self, rows):
        self.rows = rows

    def __iter__(self):
        return iter(self.rows.items())


def signals(prices):
    for i in range(1, len(prices)):
        yield prices[i] - prices[i - 1]


class Account:
    def __init__(self):
        self.cash = 1000.0
        self.trades = []

    def trade(self, price, signal):
        if signal > 0:
            self.cash -= price
            self.trades.append(price)


def backtest(prices):
    account = Account()
    for price, signal in zip(prices, signals(prices)):
        account.trade(price, signal)
    return account


def products(vectors):
    out = []
    for v in vectors:
        out.append(v.dot(vectors[0]))
    return out


def lengths(chains):
    out = []
    for chain in chains:
        n = 0
        for link in chain:
            n += len(link) * sum(map(ord, link))
        out.append(n)
    return out


def totals(tables):
    out = []
    for table in tables:
        out.append(sum(n * len(name) for name, n in table))
    return out


def made(texts):
    out = []
    for text in texts:
        out.append(sum(len(link) for link in Chain(text.split())))
    return out


def main():
    print(products([Vector(*[i * j % 17 for i in range(60)]) for j in range(40)]))
    chains = [Chain(str(n) for n in range(k, k + 50)) for k in range(30)]
    print(lengths(chains))
    print(totals([Table({str(i): i * k for i in range(40)}) for k in range(30)]))
    print(made(["a bc def ghij " * k for k in range(1, 30)]))
    results = []
    for k in range(1, 25):
        account = backtest([(i * k) % 23 + 4.5 for i in range(80)])
        results.append((account.cash, len(account.trades)))
    print(results)


main()
