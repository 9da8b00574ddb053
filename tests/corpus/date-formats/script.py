"""Dates: find busiest week, parse with datetime, try several formats."""
from datetime import datetime, timedelta, date
from collections import defaultdict

FORMATS = ("%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%b %d %Y %I:%M%p")


def generate(n):
    base = datetime(2023, 1, 1, 8, 30)
    out = []
    for i in range(n):
        d = base + timedelta(hours=(i * 37) % 8000, minutes=(i * 13) % 60)
        fmt = FORMATS[i % 3]
        text = d.strftime(fmt)
        if i % 97 == 0:
            text = "n/a"
        out.append(text)
    return out


def parse(text):
    for fmt in FORMATS:
        try:
            return datetime.strptime(text, fmt)
        except ValueError:
            pass
    return None


def main():
    texts = generate(1500)
    weeks = defaultdict(int)
    bad = []
    for i, text in enumerate(texts):  # expert: easy
        when = parse(text)
        if when is None:
            bad.append(i)
            continue
        iso = when.isocalendar()
        weeks[iso[0], iso[1]] += 1
    print("bad rows:", len(bad), bad[:5])
    top = sorted(weeks.items(), key=lambda kv: (-kv[1], kv[0]))[:5]
    for (year, week), n in top:
        monday = date.fromisocalendar(year, week, 1)
        print(f"{year}-W{week:02d} starting {monday}: {n}")


if __name__ == "__main__":
    main()
