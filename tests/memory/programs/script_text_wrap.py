"""Formats paragraphs and numbers lines."""

import textwrap

WORDS = "the quick brown fox jumps over the lazy dog while seven wizards mix potions".split()


def paragraph(seed, length):
    return " ".join(WORDS[(seed + i * 5) % len(WORDS)] for i in range(length))


def format_document(paragraphs, width):
    lines = []
    for text in paragraphs:
        lines.extend(textwrap.wrap(text, width))
        lines.append("")
    return lines


def number(lines):
    return [f"{i:5d}  {line}" for i, line in enumerate(lines, 1)]


paragraphs = [paragraph(i, 80 + i % 17) for i in range(120)]
lines = format_document(paragraphs, 60)
numbered = number(lines)
print(len(numbered))
print("\n".join(numbered[:5]))
longest = max(lines, key=len)
print(len(longest))
