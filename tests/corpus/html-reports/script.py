"""Generate HTML report pages from templates."""
import html
import os
from string import Template

PAGE = Template("<html><head><title>$title</title></head><body>$body</body></html>")


def fake_rows(k):
    return [(i, "item <%d>" % (i * k % 17), (i * k * 31) % 1000 / 7) for i in range(1, 80)]


def table(rows):
    parts = ["<table>"]
    for ident, name, amount in rows:
        parts.append(f"<tr><td>{ident}</td><td>{html.escape(name)}</td><td>{amount:,.2f}</td></tr>")
    parts.append("</table>")
    return "\n".join(parts)


def build_page(k):
    rows = fake_rows(k)
    total = sum(r[2] for r in rows)
    body = f"<h1>Report {k}</h1>" + table(rows) + f"<p>Total: {total:,.2f}</p>"
    return PAGE.substitute(title=f"Report {k}", body=body)


def main():
    os.makedirs("pages", exist_ok=True)
    index = []
    for k in range(1, 21):  # expert: easy
        page = build_page(k)
        name = f"page{k:02d}.html"
        with open(os.path.join("pages", name), "w") as f:
            f.write(page)
        index.append((name, len(page)))
    with open("pages/index.html", "w") as f:
        f.write("<ul>" + "".join(f'<li><a href="{n}">{n}</a> ({s} bytes)</li>' for n, s in index) + "</ul>")
    print(sum(s for _, s in index), "bytes in", len(index), "pages")


if __name__ == "__main__":
    main()
