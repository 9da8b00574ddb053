"""Grades of students: dicts of dicts of lists, statistics, a report."""

import statistics

SUBJECTS = ("maths", "physics", "history", "music")


def make(n):
    school = {}
    for i in range(n):
        school[f"student{i:04d}"] = {s: [(i * (k + 3) + t * 5) % 61 / 10 for t in range(5)] for k, s in enumerate(SUBJECTS)}
    return school


def report(school):
    lines = []
    for name, subjects in school.items():
        means = {s: statistics.mean(grades) for s, grades in subjects.items()}
        best = max(means, key=means.get)
        lines.append("{:<14} {:>8} {:.2f}".format(name, best, means[best]))
    return lines


def failing(school, limit):
    return sorted(
        (name, subject)
        for name, subjects in school.items()
        for subject, grades in subjects.items()
        if sum(grades) / len(grades) < limit
    )


school = make(400)
lines = report(school)
bad = failing(school, 2.5)
print("\n".join(lines[:5]))
print(len(bad), bad[:2])
