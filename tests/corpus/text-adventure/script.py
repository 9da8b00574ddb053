"""Config driven text adventure state machine; sequential."""
import json

WORLD = json.loads("""{
  "hall": {"north": "library", "east": "kitchen", "desc": "A dusty hall"},
  "library": {"south": "hall", "up": "attic", "desc": "Rows of books"},
  "kitchen": {"west": "hall", "desc": "It smells"},
  "attic": {"down": "library", "desc": "Dark"}
}""")
COMMANDS = "north up down south east west look xyzzy north".split()


class Game:
    def __init__(self, world):
        self.world = world
        self.room = "hall"
        self.visited = {"hall"}
        self.moves = 0

    def do(self, cmd):
        self.moves += 1
        room = self.world[self.room]
        if cmd == "look":
            return room["desc"]
        if cmd in room and cmd != "desc":
            self.room = room[cmd]
            self.visited.add(self.room)
            return "You go %s. %s." % (cmd, self.world[self.room]["desc"])
        return "You cannot do that."


game = Game(WORLD)
for n, cmd in enumerate(COMMANDS, 1):
    print("%d> %s" % (n, cmd))
    print("  ", game.do(cmd))
print(sorted(game.visited), game.moves)
