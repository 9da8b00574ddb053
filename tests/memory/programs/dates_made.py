from datetime import datetime, timedelta, date
a = [datetime(2024, 1, 1) + i * timedelta(minutes=7) for i in range(1500)]
b = [f"{d:%A %d %B %Y}" for d in a]
c = [str(x - a[0]) for x in a]
e = sorted({d.date() for d in a})
f = [repr(d) for d in a]
g = [d.strftime("%c") for d in a]
h = {d: (d - a[0]).days for d in a}
p = datetime.strptime("2024-01-02", "%Y-%m-%d")
q = max(a) - min(a)
r = [d.replace(hour=3) for d in a]
s = [d.isoformat() for d in r]
