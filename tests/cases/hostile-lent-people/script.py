class Rules:
    def __init__(self, step):
        self.step = step


class Person:
    def __init__(self, number):
        self.number = number
        self.count = 0
        self.friend = None

    def meet(self, step):
        self.count += step


class Group:
    def __init__(self, first):
        self.members = [first]


class Model:
    def __init__(self, rules, size):
        self.rules = rules
        self.people = [Person(k) for k in range(size)]
        self.groups = []

    def work(self):
        total = 0
        for k in range(300):
            total += k * len(self.people) % 7
        newly = []
        for person in self.people:
            newly.append(person)
        for person in newly:
            person.meet(self.rules.step)
        return total

    def work_with_groups(self):
        total = self.work()
        chosen = []
        for group in self.groups:
            chosen.append(group.members[-1])
        for person in chosen:
            person.meet(self.rules.step)
        return total + len(chosen)

    def work_with_friends(self):
        total = self.work()
        chosen = [person.friend for person in self.people if person.friend is not None]
        for person in chosen:
            person.meet(2)
        return total + len(chosen)

    def first(self):
        found = []
        found.append(self.people[0])
        return found

    def take(self, person):
        self.people.append(person)


def give(model, person):
    kept = [person]
    model.people.extend(kept)


def swapped(model, other):
    model.people, other.people = other.people, model.people


def pick(model, people):
    found = list(model.people[:1])
    found += people[:1]
    return found


def counts(people):
    return [person.count for person in people]


def main():
    rules = Rules(1)
    outside = [Person(k) for k in range(5)]

    total = 0
    for n in range(30):
        model = Model(rules, 2)
        model.people.append(outside[n % 5])
        total += model.work()
    print(total, counts(outside))

    total = 0
    for n in range(30):
        model = Model(rules, 2)
        model.take(outside[n % 5])
        total += model.work()
    print(total, counts(outside))

    total = 0
    for n in range(30):
        model = Model(rules, 2)
        give(model, outside[n % 5])
        total += model.work()
    print(total, counts(outside))

    total = 0
    for n in range(30):
        model = Model(rules, 2)
        model.groups.append(Group(outside[n % 5]))
        total += model.work_with_groups()
    print(total, counts(outside))

    total = 0
    for n in range(30):
        model = Model(rules, 2)
        model.people[0].friend = outside[n % 5]
        total += model.work_with_friends()
    print(total, counts(outside))

    total = 0
    for _ in range(30):
        model = Model(rules, 0)
        model.people = outside
        total += model.work()
    print(total, counts(outside))

    total = 0
    for n in range(30):
        model = Model(rules, 0)
        model.take(outside[n % 5])
        total += model.work()
        model.first()[0].meet(3)
    print(total, counts(outside))

    kept = Model(rules, 3)
    total = 0
    for _ in range(30):
        model = Model(rules, 2)
        swapped(model, kept)
        total += model.work()
    print(total, counts(kept.people))

    total = 0
    for n in range(30):
        model = Model(rules, 2)
        total += model.work()
        for person in pick(model, outside):
            person.meet(n % 3)
    print(total, counts(outside))

    total = 0
    for n in range(30):
        model = Model(rules, 2)
        other = Model(rules, 2)
        other.take(outside[n % 5])
        model.people.append(other.first()[0])
        model.people[-1].friend = other.people[-1]
        total += model.work_with_friends()
    print(total, counts(outside))


main()
