"""Invent a web server's log for log_sessions.py."""
import argparse
import os
import random
from datetime import datetime, timedelta

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
PAGES = ["/", "/index.html", "/about", "/shop", "/shop/cart", "/news", "/contact", "/style.css", "/logo.png", "/login"]

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--rows", type=int, default=250000)
parser.add_argument("--seed", type=int, default=41)
parser.add_argument("--folder", default="data/full")
args = parser.parse_args()

rng = random.Random(args.seed)
users = []
for _ in range(max(5, args.rows // 200)):
    ip = ".".join(str(rng.randrange(1, 255)) for _ in range(4))
    users.append((ip, "user%04d" % rng.randrange(5000) if rng.random() < 0.3 else "-"))

os.makedirs(args.folder, exist_ok=True)
now = datetime(2024, 2, 28, 6, 0, 0)
with open(os.path.join(args.folder, "access.log"), "w") as f:
    for _ in range(args.rows):
        now += timedelta(seconds=rng.randrange(0, 9))
        if rng.random() < 0.003:
            f.write(rng.choice(["-- MARK --\n", "\n", "connection reset by peer\n"]))
            continue
        ip, user = users[int(len(users) * rng.random() ** 2)]
        stamp = "%02d/%s/%d:%02d:%02d:%02d %s" % (
            now.day, MONTHS[now.month - 1], now.year, now.hour, now.minute, now.second,
            rng.choice(["+0000", "+0000", "+0100", "-0730"]),
        )
        page = PAGES[int(len(PAGES) * rng.random() ** 2)] + ("?id=%d" % rng.randrange(90) if rng.random() < 0.2 else "")
        status = rng.choice([200, 200, 200, 200, 304, 404, 500])
        size = "-" if status == 304 else str(rng.randrange(200, 90000))
        f.write(f'{ip} - {user} [{stamp}] "GET {page} HTTP/1.1" {status} {size}\n')
