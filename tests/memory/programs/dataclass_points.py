from dataclasses import dataclass


@dataclass
class Point:
    x: float
    y: float
    label: str = "p"


points = [Point(i * 0.5, i * 1.5) for i in range(4000)]
