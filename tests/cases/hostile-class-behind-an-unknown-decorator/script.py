from tools import known


@known
class Pane:
    def __init__(self):
        return self if self.inner else self.content

    @property
    def inner(self):
        self.cut = cutter if isinstance(cutter, Cutter) else self.cutters[cutter]()
        made = pane if isinstance(pane, Pane) else Pane(pane)
        waiting = [(self, area)]
        take = waiting.pop
        placed = []
        place = placed.append
        while waiting:
            place(take())
            pane, area = placed[-1]
            for part in pane.cut.divide(pane.inner, area):
                waiting.append(part)
        areas = {pane: area for pane, area in sorted(placed, key=order)}

    def draw(self, screen):
        drawn = {}
        for pane, area in areas:
            drawn[pane] = Drawn(area, lines)
        return drawn

    def show(self, screen, options):
        drawn = self.draw(screen)
        rows = [[] for _ in range(height)]
        for area, lines in drawn.values():
            for row, line in zip(rows, lines):
                row.extend(line)
