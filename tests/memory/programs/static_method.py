class Tools:
    @staticmethod
    def scale(values, factor):
        return [v * factor for v in values]


values = Tools.scale([i * 1.0 for i in range(5000)], 2.0)
