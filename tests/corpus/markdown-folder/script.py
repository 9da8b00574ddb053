"""Markdown to html converter over several small documents in a folder (pathlib)."""
import re
from pathlib import Path

INLINE = [
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*(.+?)\*"), r"<i>\1</i>"),
    (re.compile(r"`(.+?)`"), r"<code>\1</code>"),
    (re.compile(r"\[(.+?)\]\((.+?)\)"), r'<a href="\2">\1</a>'),
]


def inline(text):
    for pattern, repl in INLINE:
        text = pattern.sub(repl, text)
    return text


def convert(md):
    out = []
    in_list = False
    for line in md.splitlines():
        m = re.match(r"(#+) (.*)", line)
        if m:
            level = len(m.group(1))
            out.append(f"<h{level}>{inline(m.group(2))}</h{level}>")
            continue
        if line.startswith("- "):
            if not in_list:
                out.append("<ul>")
                in_list = True
            out.append(f"<li>{inline(line[2:])}</li>")
            continue
        if in_list:
            out.append("</ul>")
            in_list = False
        if line.strip():
            out.append(f"<p>{inline(line)}</p>")
    if in_list:
        out.append("</ul>")
    return "\n".join(out)


def setup(folder):
    folder.mkdir(exist_ok=True)
    for i in range(15):
        text = "# Title %d\n\nSome **bold** and *italic* text with `code` %d.\n\n" % (i, i)
        text += "".join("- item [%d](http://example.com/%d)\n" % (j, j) for j in range(30))
        (folder / ("doc%02d.md" % i)).write_text(text)


def main():
    src = Path("docs_in")
    dst = Path("docs_out")
    setup(src)
    dst.mkdir(exist_ok=True)
    count = 0
    for path in sorted(src.glob("*.md")):  # expert: easy
        result = convert(path.read_text())
        target = dst / (path.stem + ".html")
        target.write_text(result)
        count += len(result)
    print(count)
    sizes = {p.name: len(convert(p.read_text())) for p in sorted(src.glob("*.md"))}  # expert: easy
    print(sizes["doc03.md"])


if __name__ == "__main__":
    main()
