"""Instances that tell when they are gone."""


class Session:
    def __init__(self, number):
        self.number = number

    def work(self):
        total = 0
        for i in range(60 + self.number):
            total += i * i % 7
        return total

    def __del__(self):
        print("end of session", self.number)


for number in range(12):  # expert: no, refused: finalizer
    print(Session(number).work())
