"""A short game of Go against itself."""

import random

import run_benchmark as go

go.GAMES = 12
random.seed(1)
board = go.Board()
for turn in range(8):
    position = go.computer_move(board)
    if position != go.PASS:
        board.move(position)
    print(turn, position)
print(board)
print(board.score(go.WHITE), board.score(go.BLACK), go.MOVES)
