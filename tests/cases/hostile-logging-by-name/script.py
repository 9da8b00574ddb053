def f(i):
    t = i
    for k in range(900):
        t = (t * 13 + k) % 97
    return t


import logging
import logging.config

seen = [0]


class Counting(logging.Handler):
    def emit(self, record):
        seen[0] += 1


logging.config.dictConfig(
    {
        "version": 1,
        "handlers": {"count": {"class": "__main__.Counting"}},
        "root": {"handlers": ["count"], "level": "INFO"},
    }
)


def weigh(i):
    return f(i) + seen[0]


out = []
for i in range(8):
    out.append(weigh(i))
    logging.info("round %d", i)
print(out, seen)
