"""Stack machine interpreter; nothing to gain."""
import operator

OPS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.floordiv}


def evaluate(expr):
    stack = []
    for token in expr.split():
        if token in OPS:
            b = stack.pop()
            a = stack.pop()
            stack.append(OPS[token](a, b))
        else:
            stack.append(int(token))
    return stack.pop()


exprs = ["1 2 + 3 *", "10 2 8 * + 3 -", "4 5 6 * +", "100 7 /"]
for e in exprs:
    print(e, "=", evaluate(e))

program = [("push", 0), ("push", 1), ("add",), ("dup",), ("push", 1000), ("lt",), ("jnz", 1), ("halt",)]
pc, stack, steps = 0, [], 0
while True:
    op = program[pc]
    pc += 1
    steps += 1
    if op[0] == "push":
        stack.append(op[1])
    elif op[0] == "add":
        stack.append(stack.pop() + stack.pop())
    elif op[0] == "dup":
        stack.append(stack[-1])
    elif op[0] == "lt":
        b, a = stack.pop(), stack.pop()
        stack.append(1 if a < b else 0)
    elif op[0] == "jnz":
        if stack.pop():
            pc = op[1]
    elif op[0] == "halt":
        break
print(steps, stack)
