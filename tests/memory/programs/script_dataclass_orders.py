"""Orders as data classes, grouped by customer."""

from dataclasses import dataclass, field


@dataclass
class Line:
    product: str
    quantity: int
    price: float

    @property
    def total(self):
        return self.quantity * self.price


@dataclass
class Order:
    number: int
    customer: str
    lines: list = field(default_factory=list)

    def total(self):
        return sum(line.total for line in self.lines)


def make_orders(count):
    orders = []
    for number in range(count):
        order = Order(number, f"customer {number % 40}")
        for k in range(1 + number % 4):
            order.lines.append(Line(f"product {(number + k) % 25}", 1 + k, 2.5 * k + number * 0.01))
        orders.append(order)
    return orders


def per_customer(orders):
    result = {}
    for order in orders:
        result[order.customer] = result.get(order.customer, 0.0) + order.total()
    return result


def main():
    orders = make_orders(1500)
    totals = per_customer(orders)
    ranking = sorted(totals.items(), key=lambda pair: pair[1], reverse=True)
    for customer, total in ranking[:5]:
        print(f"{customer:<15}{total:>12.2f}")


main()
