people = [(f"name{i % 1000}", i % 73, i * 1.5) for i in range(8000)]
people.sort(key=lambda person: (person[1], person[2]))
richest = sorted(people, key=lambda person: -person[2])[:10]
