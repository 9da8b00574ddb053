"""Messages through a logger into a string."""

import io
import logging

import run_benchmark as bench

stream = io.StringIO()
logger = logging.getLogger("elsewhere")
logger.propagate = False
logger.addHandler(logging.StreamHandler(stream))
logger.setLevel(logging.WARNING)
for run in (bench.bench_silent, bench.bench_simple_output, bench.bench_formatted_output):
    print(run.__name__, run(2, logger, stream), len(stream.getvalue()))
    bench.truncate_stream(stream)
