import datetime


def work(x, seen):
    total = 0
    for i in range(300):
        total = (total * 31 + i * x + seen) % 1000003
    return total


log = []


class Zone(datetime.tzinfo):
    def utcoffset(self, moment):
        log.append(1)
        return datetime.timedelta(0)

    def dst(self, moment):
        return datetime.timedelta(0)

    def tzname(self, moment):
        log.append(2)
        return "Z"


moment = datetime.datetime(2000, 1, 1, tzinfo=Zone())


def shown(i):
    score = work(i, len(log))
    return score, str(moment)


def hashed(i):
    score = work(i, len(log))
    return score, len({moment: 1})


print([shown(i) for i in range(12)])
print([hashed(i) for i in range(12)])
