import copy

grid = [[{"a": i, "b": [j]} for j in range(20)] for i in range(50)]
twin = copy.deepcopy(grid)
