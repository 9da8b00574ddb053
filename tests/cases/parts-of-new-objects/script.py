class Layer:
    def __init__(self, count, seed):
        self.weights = [(seed * 7 + i * 3) % 5 - 2.0 for i in range(count)]
        self.seen = None

    def forward(self, values):
        self.seen = values
        return [w * v for w, v in zip(self.weights, values)]

    def backward(self, rate):
        for i, v in enumerate(self.seen):
            self.weights[i] -= rate * v


class Network:
    def __init__(self, count, depth, seed):
        self.layers = [Layer(count, seed + d) for d in range(depth)]

    def train(self, data, rounds):
        total = 0.0
        for _ in range(rounds):
            for values in data:
                out = values
                for layer in self.layers:
                    out = layer.forward(out)
                total += sum(out)
                for layer in reversed(self.layers):
                    layer.backward(0.001)
        return total


class Spoiler:
    """Changes what it was given."""

    def __init__(self):
        self.layers = []

    def take(self, layer):
        self.layers.append(layer)

    def spoil(self, k):
        for layer in self.layers:
            layer.weights[0] += k
        return sum(layer.weights[0] for layer in self.layers)


def spoil(layers, k):
    total = 0
    for i in range(300):
        total += i * k % 3
    spoiler = Spoiler()
    for layer in layers:
        spoiler.take(layer)
    return spoiler.spoil(k) + total


def spoil_rows(data, k):
    layer = Layer(4, k)
    layer.forward(data[k % len(data)])
    for _ in range(300):
        layer.backward(0.1)
    layer.seen[0] += 1.0
    return layer.weights[0]


def main():
    data = [[float((i * k) % 7) for i in range(4)] for k in range(20)]
    for seed in range(8):
        net = Network(4, 3, seed)
        print(seed, round(net.train(data, 4), 6))
    print([round(Network(4, 2, s).train(data, 3), 6) for s in range(8)])
    layers = [Layer(3, s) for s in range(3)]
    print([spoil(layers, k) for k in range(10)], [layer.weights[0] for layer in layers])
    print([round(spoil_rows(data, k), 6) for k in range(30)], data[0], data[19])


main()
