class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        return self.items.pop()


stack = Stack()
for i in range(8000):
    stack.push(i * 10)
