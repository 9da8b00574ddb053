"""A car wash with queues, simulated for several numbers of machines."""

import simpy


def car(env, name, wash, log):
    arrived = env.now
    with wash.request() as request:
        yield request
        waited = env.now - arrived
        yield env.timeout(5 + name % 3)
        log.append((name, waited, env.now))


def source(env, wash, log):
    for name in range(25):
        env.process(car(env, name, wash, log))
        yield env.timeout(2 + name % 2)


def simulate(machines):
    env = simpy.Environment()
    wash = simpy.Resource(env, machines)
    log = []
    env.process(source(env, wash, log))
    env.run(until=150)
    return log


results = []
for machines in range(1, 5):
    log = simulate(machines)
    results.append((machines, len(log), sum(waited for _, waited, _ in log)))
    print(machines, log[:3])
print(results)
