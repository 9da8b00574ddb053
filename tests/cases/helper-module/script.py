"""The work is done by a module beside the script, which reads a table of its own."""
import sys

import scoring
from scoring import score as rate

words = [w + tail for w in "lamp chair desk shelf sofa rug stool bench".split() for tail in ("", "s", "maker")]
results = {}
for word in words:
    results[word] = rate(word, rounds=40)
for word in sorted(results, key=lambda w: (-results[w], w))[:6]:
    print(word, results[word])
print(sum(scoring.score(w, 10) for w in words), len(sys.argv))
