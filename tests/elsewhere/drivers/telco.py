"""Bills with decimals, written by the benchmark's own loop."""

import run_benchmark as telco

telco.bench_telco(1, "data/telco-bench.b")
print(telco.getcontext())
