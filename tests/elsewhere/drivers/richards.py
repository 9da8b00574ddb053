"""The simulated operating system, three times."""

import run_benchmark as richards

print([richards.Richards().run(1) for _ in range(3)])
