class Node:
    def __init__(self, value, following):
        self.value = value
        self.following = following


head = None
for i in range(3000):
    head = Node(i * 1.5, head)
