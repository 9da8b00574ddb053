"""Builds a page of HTML in memory."""

import io


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def table(rows):
    out = io.StringIO()
    out.write("<table>\n")
    for row in rows:
        out.write("  <tr>")
        for cell in row:
            out.write(f"<td>{escape(str(cell))}</td>")
        out.write("</tr>\n")
    out.write("</table>\n")
    return out.getvalue()


def main():
    rows = [(i, f"name <{i}>", i * 1.5, "a & b") for i in range(2500)]
    page = table(rows)
    print(len(page))
    lines = page.splitlines()
    print(len(lines), lines[10])


main()
