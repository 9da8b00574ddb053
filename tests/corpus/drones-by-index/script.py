"""A swarm of drones, each of which finds its own way to its target, addressed by index."""
import math


class Drone:
    def __init__(self, number):
        self.number = number
        self.x = float(number * 13 % 50)
        self.y = float(number * 29 % 50)
        self.fuel = 100.0

    def plan(self, target_x, target_y):
        x, y = self.x, self.y
        for step in range(200):
            angle = math.atan2(target_y - y, target_x - x) + math.sin(step / 7) / 5
            x += math.cos(angle) / 20
            y += math.sin(angle) / 20
        return x, y

    def move(self, target_x, target_y):
        x, y = self.plan(target_x, target_y)
        self.fuel -= math.hypot(x - self.x, y - self.y)
        self.x, self.y = x, y


def main():
    drones = [Drone(number) for number in range(30)]
    for hour in range(4):
        for i in range(len(drones)):  # expert: easy
            drones[i].move(25.0 + hour, 25.0)
        for i, drone in enumerate(drones):  # expert: easy
            drone.move(10.0, 30.0 + i % 5)
            if drone.fuel < 60:
                print("low", i, hour)
    for i in range(1, len(drones)):  # expert: no, refused: shared-mutation
        drones[i].move(drones[i - 1].x, drones[i - 1].y)
    print(sum(drone.fuel for drone in drones), drones[-1].x, drones[-1].y)


main()
