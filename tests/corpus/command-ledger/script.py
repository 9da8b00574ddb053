"""A todo/ledger command loop; strictly in order."""
import json
import shlex

SCRIPT = """
add "buy milk" 2
add "write report" 5
done 0
add "call bob" 1
undo
list
bogus
done 7
list
"""


class Ledger:
    def __init__(self):
        self.items = []
        self.history = []

    def add(self, text, prio):
        self.history.append(json.dumps(self.items))
        self.items.append({"text": text, "prio": int(prio), "done": False})

    def done(self, index):
        i = int(index)
        if i >= len(self.items):
            raise IndexError("no item %d" % i)
        self.history.append(json.dumps(self.items))
        self.items[i]["done"] = True

    def undo(self):
        self.items = json.loads(self.history.pop())

    def list(self):
        for i, item in enumerate(sorted(self.items, key=lambda it: -it["prio"])):
            print(i, "[x]" if item["done"] else "[ ]", item["text"])


ledger = Ledger()
errors = 0
for line in SCRIPT.strip().splitlines():
    cmd, *args = shlex.split(line)
    handler = getattr(ledger, cmd, None)
    if handler is None:
        errors += 1
        continue
    try:
        handler(*args)
    except IndexError as e:
        errors += 1
        print("error:", e)
print("errors", errors)
