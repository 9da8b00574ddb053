from collections import namedtuple, defaultdict
from operator import attrgetter

Employee = namedtuple("Employee", "name department salary years")
DEPARTMENTS = ("sales", "engineering", "support", "finance", "legal")


def load(n):
    staff = []
    for i in range(n):
        name = "emp%05d" % i
        staff.append(Employee(name, DEPARTMENTS[i % len(DEPARTMENTS)], 30000 + (i * 7919) % 40000, i % 31))
    return staff


def raise_all(staff, percent):
    return [e._replace(salary=int(e.salary * (1 + percent / 100))) for e in staff]


staff = load(3000)
by_department = defaultdict(list)
for e in staff:
    by_department[e.department].append(e)
report = []
for department, members in sorted(by_department.items()):
    mean = sum(m.salary for m in members) / len(members)
    oldest = max(members, key=attrgetter("years"))
    report.append(f"{department:12s} {len(members):5d} {mean:10.2f} {oldest.name}")
print("\n".join(report))
raised = raise_all(staff, 3)
print(sum(e.salary for e in raised) - sum(e.salary for e in staff))
