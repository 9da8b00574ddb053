"""Move the planets and report the energy now and then."""

import run_benchmark as nbody

nbody.offset_momentum(nbody.BODIES["sun"])
for step in range(5):
    nbody.advance(0.01, 150)
    print(step, nbody.report_energy())
for name, (position, velocity, mass) in nbody.BODIES.items():
    print(name, position, velocity, mass)
