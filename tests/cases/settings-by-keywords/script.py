"""kwargs to attributes"""
import math


class Settings:
    def __init__(self, **kwargs):
        self.steps = 2000
        self.scale = 1.0
        self.label = "x"
        for key, value in kwargs.items():
            setattr(self, key, value)

    def weight(self, n):
        total = 0.0
        for i in range(self.steps):
            total += math.sin(n * self.scale + i)
        return total


def main():
    settings = Settings(steps=3000, scale=0.5)
    results = []
    for n in range(200):
        results.append(settings.weight(n))
    print(settings.label, sum(results))


if __name__ == "__main__":
    main()
