class Particle:
    def __init__(self, n):
        self.n = n
        self.x = float(n)
        self.v = 1.0 / (n + 1)
        self.trail = []

    def force(self):
        f = 0.0
        for k in range(1, 100):
            f -= self.x / (k * k)
        return f

    def step(self, dt):
        self.v += self.force() * dt
        self.x += self.v * dt
        self.trail.append(round(self.x, 3))
        return self


particles = [Particle(n) for n in range(10)]
alias = particles[4]
for _ in range(5):
    for p in particles:
        p.step(0.1)
print([repr(p.x) for p in particles])
print(alias.trail, alias is particles[4])
twice = particles + particles[:3]
for p in twice:
    p.step(0.1)
print([len(p.trail) for p in particles], [p.step(0).n for p in particles])


class Account:
    def __init__(self):
        self.balance = 0

    def __iadd__(self, amount):
        self.balance += amount
        print("added", amount)
        return self


account = other = Account()
for p in particles:
    account += round(p.force(), 3)
print(other.balance, account is other)
text = ""
parts = tuple()
for p in particles:
    text += "%.2f;" % p.force()
    parts += (p.n,)
print(text, parts)
