"""A student's program: grades, letter histogram, rankings."""
students = ["Ann", "Bob", "Cid", "Dee", "Eve", "Fay", "Gus", "Hal"]


def get_grade(name, exam):
    value = 0
    for ch in name:
        value = (value * 31 + ord(ch) * exam) % 101
    return value


def curve(grades):
    result = []
    for g in grades:
        x = g / 100
        for i in range(50):
            x = x + 0.001 * (1 - x) * i ** 0.5
        result.append(round(100 * min(x, 1), 1))
    return result


def letter(score):
    if score >= 90:
        return "A"
    elif score >= 80:
        return "B"
    elif score >= 70:
        return "C"
    return "F"


all_grades = {}
for name in students:  # expert: easy
    raw = [get_grade(name, exam) for exam in range(1, 9)]
    all_grades[name] = curve(raw)

class_total = 0
for name in students:
    avg = sum(all_grades[name]) / len(all_grades[name])
    class_total += avg
    print("%-5s %6.2f %s" % (name, avg, letter(avg)))
print("class average", round(class_total / len(students), 2))

count = 0
for i in range(1, 3000):  # expert: easy
    total = 0
    for d in range(1, i // 2 + 1 if i < 200 else 100):
        if i % d == 0:
            total = total + d
    if total == i:
        print(i, "is perfect")
        count = count + 1
print("found", count)

number = 600851475143 % 1000003
factors = []
d = 2
while number > 1:
    while number % d == 0:
        factors.append(d)
        number //= d
    d += 1
print(factors)

armstrong = []
for n in range(100, 4000):  # expert: easy
    digits = str(n)
    s = 0
    for ch in digits:
        s += int(ch) ** len(digits)
    if s == n:
        armstrong.append(n)
print(armstrong)
