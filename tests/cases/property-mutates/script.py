class Sensor:
    """Every reading wears the sensor out a little."""

    def __init__(self, base):
        self.base = base
        self.readings = 0

    @property
    def value(self):
        self.readings += 1
        return self.base + self.readings * self.readings


def smooth(sensor):
    x = 0.0
    for _ in range(150):
        x = 0.9 * x + 0.1 * sensor.value
    return x


sensors = [Sensor(10 * i) for i in range(6)]
history = []
for step in range(12):
    sensor = sensors[step % 6]
    history.append(smooth(sensor))
for value in history:
    print(repr(value))
print([s.readings for s in sensors])
