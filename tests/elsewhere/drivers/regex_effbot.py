"""Regular expressions on strings of several sizes."""

import run_benchmark as bench

for index, (regex, text) in enumerate(bench.init_benchmarks([10, 100, 500])):
    match = regex.search(text)
    print(index, regex.pattern, len(text), match and match.span())
