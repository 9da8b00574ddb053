"""Runs a script as `python script.py ARGS` would, and writes what it is made of and what it took.

usage: record.py FOLDER profile|executed SCRIPT ARGS…

FOLDER gets bytecode.txt (each code object of the script, disassembled), instr_count.txt (its instructions, most frequent
first) and, with `profile`, script.prof (the times of cProfile). With `executed` the instructions that run are counted instead,
which takes many times as long as the script, so that times would mean nothing.
"""

import dis
import os
import re
import sys
import types
from collections import Counter


def code_objects(code):
    """A code object and all that are in it, in the order of the source."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from code_objects(constant)


def name_of(code):
    """The name with the functions and classes around it, where this Python knows it."""
    """The name with the functions and classes around it, where this Python knows it."""
    return getattr(code, "co_qualname", code.co_name)


def listing(codes, script):
    """The disassembly, the same for the same source: without the addresses of objects."""
    parts = []
    for code in codes:
        title = f"{name_of(code)} ({script}:{code.co_firstlineno})"
        text = re.sub(r" at 0x[0-9A-Fa-f]+, file \"[^\"\n]*\"", "", dis.Bytecode(code).dis())
        parts.append("{}\n{}\n{}\n".format(title, "-" * len(title), text.rstrip()))
    return "\n\n".join(parts)


def counts(codes, script, executed):
    """The tables of instructions, of the whole script and of each code object."""
    static, dynamic, rows = Counter(), Counter(), []
    for code in codes:
        operations = {step.offset: step.opname for step in dis.get_instructions(code)}
        static.update(operations.values())
        ran = Counter()
        for offset, count in (executed or {}).get(code, {}).items():
            ran[operations.get(offset, "other")] += count
        dynamic.update(ran)
        rows.append((sum(ran.values()), len(operations), code))
    width = max([len(name) for name in static | dynamic] + [len("instruction")])
    total, total_ran = sum(static.values()), sum(dynamic.values())
    implementation = "CPython" if sys.implementation.name == "cpython" else sys.implementation.name
    version = "{} {}.{}.{}".format(implementation, *sys.version_info[:3])
    lines = [f"Instructions of {script}, {version}: {total} in {len(rows)} code objects"]
    if executed is not None:
        lines[0] += f", {total_ran} executed"
    head = "{:{}}  {:>9}  {:>7}".format("instruction", width, "in code", "share")
    lines += ["", head if executed is None else "{}  {:>13}  {:>7}".format(head, "executed", "share")]
    by = static if executed is None else dynamic
    for name in sorted(static | dynamic, key=lambda name: (-by[name], -static[name], name)):
        line = "{:{}}  {:9}  {:5.1f} %".format(name, width, static[name], 100 * static[name] / max(total, 1))
        if executed is not None:
            line += f"  {dynamic[name]:13}  {100 * dynamic[name] / max(total_ran, 1):5.1f} %"
        lines.append(line)
    lines += [
        "",
        "Code objects, those with most {} first".format("instructions" if executed is None else "executed ones"),
        "",
    ]
    for ran, size, code in sorted(rows, key=lambda row: (-row[0], -row[1], row[2].co_firstlineno)):
        shown = f"{size:9}" if executed is None else f"{ran:13}  {size:9} in code"
        lines.append(f"{shown}  {name_of(code)} ({script}:{code.co_firstlineno})")
    return "\n".join(lines) + "\n"


class Traced:
    """Counts the instructions of code objects, {code object: {offset: count}}: of all that come from this file."""

    def __init__(self, codes):
        self.file = codes[0].co_filename
        self.counted = {}

    def __call__(self, frame, event, argument):
        """Ask for the instructions of a frame that begins."""
        if frame.f_code.co_filename != self.file:
            return None
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        offsets = self.counted.setdefault(frame.f_code, Counter())

        def count(frame, event, argument):
            if event == "opcode":
                offsets[frame.f_lasti] += 1
            return count

        return count

    def __enter__(self):
        import threading

        threading.settrace(self)
        sys.settrace(self)

    def __exit__(self, *error):
        import threading

        sys.settrace(None)
        threading.settrace(None)


class Monitored:
    """The same, from Python 3.12 on, where opcodes are traced of no frame that has begun."""

    def __init__(self, codes):
        self.counted = {code: Counter() for code in codes}

    def count(self, code, offset):
        """Note an instruction that runs."""
        self.counted[code][offset] += 1

    def __enter__(self):
        monitoring = sys.monitoring
        instructions = monitoring.events.INSTRUCTION
        monitoring.use_tool_id(monitoring.PROFILER_ID, "surgec profile")
        monitoring.register_callback(monitoring.PROFILER_ID, instructions, self.count)
        for code in self.counted:
            monitoring.set_local_events(monitoring.PROFILER_ID, code, instructions)

    def __exit__(self, *error):
        monitoring = sys.monitoring
        for code in self.counted:
            monitoring.set_local_events(monitoring.PROFILER_ID, code, 0)
        monitoring.free_tool_id(monitoring.PROFILER_ID)


def run(code, script, watch):
    """Runs the script under `watch`; its exit code."""
    main = types.ModuleType("__main__")
    main.__dict__.update(__file__=script, __builtins__=__builtins__, __spec__=None, __cached__=None)
    sys.modules["__main__"] = main
    try:
        with watch:
            exec(code, main.__dict__)
    except SystemExit as error:
        if error.code is None or isinstance(error.code, int):
            return error.code or 0
        print(error.code, file=sys.stderr)
        return 1
    except BaseException as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_frame.f_code is not code:
            trace = trace.tb_next
        sys.excepthook(type(error), error.with_traceback(trace), trace)
        return 130 if isinstance(error, KeyboardInterrupt) else 1
    return 0


def write(folder, name, text):
    """Write one of the texts."""
    """Write one of the texts."""
    with open(os.path.join(folder, name), "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(text)


def begin():
    """Do what the command line asks for; the exit code."""
    """Do what the command line asks for; the exit code."""
    folder, kind, script = sys.argv[1:4]
    folder = os.path.abspath(folder)
    with open(script, "rb") as file:
        code = compile(file.read(), script, "exec", dont_inherit=True)
    codes = list(code_objects(code))
    name = os.path.basename(script)
    write(folder, "bytecode.txt", listing(codes, name))
    sys.argv[:] = sys.argv[3:]
    sys.path[0] = os.path.dirname(os.path.realpath(script))
    if kind == "executed":
        executed = Monitored(codes) if hasattr(sys, "monitoring") else Traced(codes)
        status = run(code, script, executed)
        write(folder, "instr_count.txt", counts(codes, name, executed.counted))
    else:
        import cProfile

        write(folder, "instr_count.txt", counts(codes, name, None))
        profile = Profile(cProfile.Profile())
        status = run(code, script, profile)
        profile.measured.dump_stats(os.path.join(folder, "script.prof"))
    return status


class Profile:
    """Has the profiler on for the time of a block."""

    def __init__(self, measured):
        self.measured = measured

    def __enter__(self):
        self.measured.enable()

    def __exit__(self, *error):
        self.measured.disable()


if __name__ == "__main__":
    sys.exit(begin())
