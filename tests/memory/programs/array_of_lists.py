"""One array for each of many sensors."""

from array import array

sensors = {}
for reading in range(50000):
    name = reading % 40
    if name not in sensors:
        sensors[name] = array("f")
    sensors[name].append(reading * 0.5)
print(sum(len(values) for values in sensors.values()))
