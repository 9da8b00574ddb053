import traceback, logging, sys
logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(levelname)s %(message)s")
log = logging.getLogger("x")
def heavy(n): return sum((n * i) % 11 for i in range(3000))
def risky(n):
    t = heavy(n)
    if n % 4 == 3: raise ValueError("n=%d" % n)
    if n % 5 == 4: return [1, 2][n]
    return t
def nested(n):
    try:
        return risky(n)
    except ValueError as e:
        raise RuntimeError("wrapped") from e
def items():
    for i in range(12):
        yield i
res = []
for i in items():
    try:
        res.append(nested(i))
    except RuntimeError:
        traceback.print_exc()
    except Exception:
        print(traceback.format_exc())
    log.info("item %d", i)
for i in range(8):
    try:
        r = [risky(k) for k in (i, i + 1)]
    except Exception:
        traceback.print_exc(limit=2, file=sys.stdout)
        continue
    res.append(r)
def quiet(i):
    try:
        return risky(i)
    except ValueError:
        return traceback.format_exc().count("\n")
for i in range(10):
    try:
        res.append(quiet(i))
    except IndexError:
        log.exception("index")
traceback.print_exc()
print(res)
