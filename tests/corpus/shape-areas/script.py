from shapes import Circle, Polygon, Square


def collection():
    out = []
    for i in range(1, 9):
        out.append(Circle(i, i, i / 2))
        out.append(Square(0, i, i))
        out.append(Polygon([(0, 0), (i, 1), (i + 1, i), (1, i + 2)]))
    return out


def main():
    total = 0.0
    for shape in collection():  # expert: easy
        a = shape.area()
        total += a
        print(f"{shape!s:10} {a:10.4f}")
    print(f"{total:.4f}")


if __name__ == "__main__":
    main()
