"""Imported modules whose own names, state and ways of being imported could get in the way of rewriting them."""
import state
from names import *
from names import tasks as own_tasks

import loops as first
import loops as second


def here(n):
    return [first.work(k) for k in range(n)]


print(surge_rt, own_tasks(9), zip_like([1, 2], [3, 4]))
print(here(9), second.all_work(9))
print(state.counted(12), state.COUNT, state.bump(5), state.COUNT)
first.SCALE = 3
print(first.all_work(6), first.Doubler(2).rows(5))
print(first.SCALE, first.all_work(6), second is first)
state.work = lambda k: -k
print(state.counted(4), state.plain(4))
try:
    first.nested(30)
except ZeroDivisionError as error:
    print(type(error).__name__)
import cycle_a

print(cycle_a.total(10))
