"""Teach a two-layer perceptron the XOR function by trying random weights.

No gradients: draw weights, keep the best, stop early when it is good enough.
"""
import math
import random
import sys

SAMPLES = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]
HIDDEN = 4
SPREAD = 8.0


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def forward(weights, inputs):
    hidden_layer, output_layer = weights
    hidden = []
    for neuron in hidden_layer:
        activation = neuron[-1]  # the bias
        for w, x in zip(neuron, inputs):
            activation += w * x
        hidden.append(sigmoid(activation))
    activation = output_layer[-1]
    for w, h in zip(output_layer, hidden):
        activation += w * h
    return sigmoid(activation)


def error(weights):
    """The sum of the squared errors over the truth table."""
    total = 0.0
    for inputs, wanted in SAMPLES:
        total += (forward(weights, inputs) - wanted) ** 2
    return total


def random_weights():
    hidden_layer = [[random.uniform(-SPREAD, SPREAD) for _ in range(3)] for _ in range(HIDDEN)]
    output_layer = [random.uniform(-SPREAD, SPREAD) for _ in range(HIDDEN + 1)]
    return hidden_layer, output_layer


def main():
    tries = int(sys.argv[1]) if len(sys.argv) > 1 else 150000
    good_enough = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0001
    random.seed(1969)

    best = None
    best_error = float("inf")
    for attempt in range(1, tries + 1):
        weights = random_weights()
        e = error(weights)
        if e < best_error:
            best_error = e
            best = weights
            print(f"attempt {attempt}: error {e!r}")
            if e < good_enough:
                print("good enough")
                break

    print()
    for inputs, wanted in SAMPLES:
        print(inputs, wanted, f"{forward(best, inputs):.6f}")
    print("hidden:", best[0])
    print("output:", best[1])
    # A noisy input, to see how steady the network is. It also depends on where the generator stands.
    noisy = (random.gauss(1, 0.1), random.gauss(0, 0.1))
    print("noisy:", noisy, forward(best, noisy))


main()
