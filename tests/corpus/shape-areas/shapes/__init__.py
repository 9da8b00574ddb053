from .base import Shape
from .circle import Circle
from .poly import Polygon, Square

__all__ = ["Shape", "Circle", "Polygon", "Square"]
