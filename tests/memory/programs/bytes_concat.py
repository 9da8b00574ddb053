parts = [bytes(100) for _ in range(500)]
whole = b"".join(parts)
