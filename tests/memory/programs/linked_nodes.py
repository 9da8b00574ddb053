class Link:
    __slots__ = ["value", "next"]

    def __init__(self, value, next=None):
        self.value = value
        self.next = next


head = None
for i in range(5000):
    head = Link(i * 2.5, head)
total = 0.0
node = head
while node:
    total += node.value
    node = node.next
print(total)
