"""Sizes, numbers and times for people."""

import datetime

import humanize

print([humanize.naturalsize(7**n) for n in range(12)], [humanize.intword(13**n) for n in range(10)], [humanize.ordinal(n) for n in range(25)])
for seconds in (1, 59, 61, 3700, 90000, 10**7):
    print(seconds, humanize.naturaldelta(datetime.timedelta(seconds=seconds)), humanize.precisedelta(datetime.timedelta(seconds=seconds)))
print([humanize.fractional(n / 8) for n in range(9)], [humanize.apnumber(n) for n in range(12)], humanize.intcomma(1234567.891), humanize.metric(0.0012, "V"))
