class Box:
    def __init__(self, size):
        self.size = size

    @property
    def volume(self):
        return self.size**3


boxes = [Box(i * 0.5) for i in range(2000)]
volumes = [box.volume for box in boxes]
