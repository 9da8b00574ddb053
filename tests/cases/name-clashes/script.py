"""The names that emitted code might like to have are taken."""
import tasks
import original


def surge_rt(n):
    x = n
    for _ in range(300):
        x = (x * 69069 + 1) % 4294967296
    return x % 100


def main_rows(surge_items):
    return [surge_rt(surge_item) for surge_item in surge_items]


surge_tasks = [tasks.first(n) for n in range(5)]
surge_results = []
for surge_log in range(12):
    surge_value = surge_rt(surge_log)
    surge_results.append(surge_value)
    if surge_value > 90:
        print(surge_log)
task = driver = runtime = main = __main__ = log = None
for task in range(6):
    surge_loop = surge_rt(task) + tasks.first(task)
    print(task, surge_loop)
print(surge_tasks, surge_results, main_rows(range(4)), original.VALUE, tasks.__name__)
print(sum(surge_rt(_) for _ in range(4)), driver, runtime, main, __main__, log)
