"""Moves counted, games replayed, positions rated."""

import chess


def perft(board, depth):
    if depth == 0:
        return 1
    count = 0
    for move in board.legal_moves:
        board.push(move)
        count += perft(board, depth - 1)
        board.pop()
    return count


print([perft(chess.Board(), depth) for depth in range(3)])
board = chess.Board()
for text in "e4 e5 Nf3 Nc6 Bb5 a6 Bxc6 dxc6 O-O".split():
    board.push_san(text)
print(board)
print(board.fen(), sorted(board.san(move) for move in board.legal_moves))
values = {chess.PAWN: 1, chess.KNIGHT: 3, chess.BISHOP: 3, chess.ROOK: 5, chess.QUEEN: 9, chess.KING: 0}
ratings = []
for move in list(board.legal_moves)[:8]:
    after = board.copy()
    after.push(move)
    ratings.append((move.uci(), sum(values[p.piece_type] * (1 if p.color else -1) for p in after.piece_map().values()), after.is_check()))
print(ratings)
