"""Ways through mazes by several finders."""

from pathfinding.core.diagonal_movement import DiagonalMovement
from pathfinding.core.grid import Grid
from pathfinding.finder.a_star import AStarFinder
from pathfinding.finder.best_first import BestFirst
from pathfinding.finder.breadth_first import BreadthFirstFinder
from pathfinding.finder.dijkstra import DijkstraFinder

maze = [[0 if (x * 7 + y * 3) % 5 == 0 and (x + y) % 3 else 1 for x in range(14)] for y in range(14)]
for finder in (AStarFinder, DijkstraFinder, BestFirst, BreadthFirstFinder):
    lengths = []
    for goal in range(3, 14, 2):
        grid = Grid(matrix=maze)
        path, runs = finder(diagonal_movement=DiagonalMovement.always).find_path(grid.node(0, 1), grid.node(goal, goal), grid)
        lengths.append((len(path), runs))
    print(finder.__name__, lengths)
