class Machine:
    def __init__(self):
        self.phase = 0
        self.out = []

    def step(self):
        self.phase += 1
        if self.phase == 50:
            self.out.append([0] * 100000)
        if self.phase > 90:
            self.phase = 0


m = Machine()
for i in range(1000):
    m.step()
print(len(m.out))
