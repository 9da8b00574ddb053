"""QR codes as text."""

import segno

texts = ["hello", "12345678901234567890", "HTTP://EXAMPLE.ORG", "grüße" * 3]
codes = []
for text in texts:
    codes.append(segno.make(text, micro=False))
for text, code in zip(texts, codes):
    print(text, code.designator, code.mask, sum(map(sum, code.matrix)))
rows = ["".join("#" if cell else " " for cell in row) for row in segno.make("rows", error="h").matrix]
print("\n".join(rows))
