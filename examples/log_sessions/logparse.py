"""Parsing of the lines of a web server's log."""
import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

LINE = re.compile(
    r'(?P<ip>[\d.]+) - (?P<user>\S+) \[(?P<time>[^\]]+)\] "(?P<method>[A-Z]+) (?P<path>\S+) HTTP/1\.[01]" '
    r"(?P<status>\d{3}) (?P<size>\d+|-)"
)
MONTHS = {name: number for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}


@dataclass
class Hit:
    user: str
    time: datetime
    path: str
    status: int
    size: int


def parse_time(text):
    """Turn 05/Mar/2024:13:45:10 +0100 into a time in UTC."""
    day, month, rest = text.split("/")
    year, hour, minute, seconds = rest.split(":")
    second, zone = seconds.split(" ")
    sign = -1 if zone[0] == "-" else 1
    offset = sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[3:]))
    return datetime(
        int(year), MONTHS[month], int(day), int(hour), int(minute), int(second), tzinfo=timezone(offset)
    ).astimezone(timezone.utc)


def parse_line(line):
    """Return a Hit, or None for a line that does not look like one."""
    match = LINE.match(line)
    if match is None:
        return None
    user = match["user"] if match["user"] != "-" else match["ip"]
    size = 0 if match["size"] == "-" else int(match["size"])
    return Hit(user, parse_time(match["time"]), match["path"].split("?")[0], int(match["status"]), size)
