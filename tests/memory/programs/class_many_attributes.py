class Particle:
    def __init__(self, i):
        self.x = i * 0.1
        self.y = i * 0.2
        self.z = i * 0.3
        self.vx = 0.0
        self.vy = 0.0
        self.vz = 0.0
        self.mass = 1.0


particles = [Particle(i) for i in range(2000)]
