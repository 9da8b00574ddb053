def make(n):
    school = []
    for i in range(n):
        school.append({s: [i * 0.5, 1.5] for s in "abcd"})
    return school


school = make(400)
