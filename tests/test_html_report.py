"""The HTML report is well formed: every tag is closed, ids are unique, links inside of the page lead somewhere."""

from __future__ import annotations

import os
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SURGEC = Path(os.environ.get("SURGEC", ROOT / "target" / "release" / "surgec"))
VOID = {"meta", "br"}
# What a reader of the page expects to get to.
SECTIONS = {"summary", "source", "graphs", "schedule", "memory", "reasons"}

HOSTILE = """\
# -*- coding: utf-8 -*-
'''</script><script>alert(1)</script> <!-- ]]> \x0c '''
names = ["<b>", "a'b", 'a"b', "&amp;", "\u65e5\u672c \u202e", f"{1 + 1:>{3}} <i>"]
def f(n):
\ttotal = 0
\tfor i in range(n): total += i * i
\treturn total
for name in names:  # </code></div>
    print(name, f(1000), "LONG")
rows = [line.split() for line in open("<none>")]
for row in rows:
    print(row)
x = "LONGER"
""".replace("LONGER", "z" * 200_000).replace("LONG", "y" * 3000)


class Page(HTMLParser):
    """Notes the tags, ids and links of a page, and what is wrong with them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.labels: list[str] = []
        self.headings: list[int] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.wrong.append(f"{tag} at {self.getpos()} has an attribute twice")
        if [name for name in names if name.startswith("on")]:
            self.wrong.append(f"{tag} at {self.getpos()} runs code: {names}")
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name == "href":
                self.links.append(value or "")
            elif name == "aria-labelledby":
                self.labels.append(value or "")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()} closes something else")


def page_of(script: Path, folder: Path) -> str:
    """The page about a script."""
    done = subprocess.run(
        [SURGEC, "--analyze-only", "-q", script, "-r", folder / "page.html"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return (folder / "page.html").read_text(encoding="utf-8")


def check(text: str) -> Page:
    page = Page()
    page.feed(text)
    page.close()
    assert page.wrong == []
    assert page.open == []
    assert len(page.ids) == len(set(page.ids)), [name for name in page.ids if page.ids.count(name) > 1]
    assert SECTIONS <= set(page.ids)
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert [link for link in page.links if not link.startswith("#")] == []
    assert sorted((inside | set(page.labels)) - set(page.ids)) == []
    # One title, and no level of headings left out.
    assert page.headings.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(page.headings, page.headings[1:]))
    return page


@pytest.mark.parametrize("name", ["kmeans", "sales_report", "log_pipeline", "sobel", "nqueens"])
def test_examples(name: str, tmp_path: Path) -> None:
    check(page_of(ROOT / "examples" / name / f"{name}.py", tmp_path))


def test_hostile_source(tmp_path: Path) -> None:
    script = tmp_path / "host <&\"'> ile.py"
    script.write_bytes(HOSTILE.encode())
    text = page_of(script, tmp_path)
    page = check(text)
    assert text.count("<script>") == 1
    assert [name for name in page.ids if name.startswith("L")] == [f"L{n}" for n in range(1, HOSTILE.count("\n") + 1)]


def test_large_modules_stay_usable(tmp_path: Path) -> None:
    # A body of thousands of statements that all depend on each other, and hundreds of functions.
    lines = ["x0 = 1"] + [f"x{n} = x{n - 1} + x{n // 2}" for n in range(1, 1500)]
    for n in range(600):
        lines += [
            f"def f{n}(a):",
            "    b = a + 1",
            "    c = a + b",
            "    for i in range(b): c += i",
            "    return b + c",
        ]
    script = tmp_path / "large.py"
    script.write_text("\n".join(lines) + "\n", encoding="utf-8")
    text = page_of(script, tmp_path)
    check(text)
    assert len(text) < 400 * len(lines) + 2_000_000
    assert "too large to draw" in text or "each box is a segment" in text
    assert "are left out, to keep this page usable" in text


def test_empty_script(tmp_path: Path) -> None:
    (tmp_path / "empty.py").write_bytes(b"")
    check(page_of(tmp_path / "empty.py", tmp_path))
