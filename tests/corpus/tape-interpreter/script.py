"""Turing-ish: brainf*** interpreter over several programs, and busy beaver candidates."""
PROGRAMS = {
    "hello": "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.",
    "count": "++++++++[>++++++++<-]>" + ".+" * 10,
    "squares": "++++[>+++++<-]>[<+++++>-]+<+[>[>+>+<<-]++>>[<<+>>-]>>>[-]++>[-]+>>>+[[-]++++++>>>]<<<[[<++++++++<++>>-]+<.<[>----<-]<]<<[>>>>>[>>>[-]+++++++++<[>-<-]+++++++++>[-[<->-]+[<<<]]<[>+<-]>]<<-]<<-]",
}


def brackets(code):
    stack, jump = [], {}
    for i, ch in enumerate(code):
        if ch == "[":
            stack.append(i)
        elif ch == "]":
            j = stack.pop()
            jump[i], jump[j] = j, i
    return jump


def run(code, limit=20000):
    jump = brackets(code)
    tape, ptr, pc, steps = [0] * 300, 0, 0, 0
    out = []
    while pc < len(code) and steps < limit:
        ch = code[pc]
        if ch == ">":
            ptr += 1
        elif ch == "<":
            ptr -= 1
        elif ch == "+":
            tape[ptr] = (tape[ptr] + 1) % 256
        elif ch == "-":
            tape[ptr] = (tape[ptr] - 1) % 256
        elif ch == ".":
            out.append(chr(tape[ptr]))
        elif ch == "[" and tape[ptr] == 0:
            pc = jump[pc]
        elif ch == "]" and tape[ptr] != 0:
            pc = jump[pc]
        pc += 1
        steps += 1
    return "".join(out), steps


for name, code in PROGRAMS.items():  # expert: easy
    output, steps = run(code)
    print(name, steps, repr(output[:20]))
machines = []
for a in range(6):  # expert: easy
    for b in range(6):
        code = "+" * a + "[>" + "+" * b + "<-]>."
        text, steps = run(code)
        machines.append((steps, ord(text)))
print(max(machines), len(machines))
