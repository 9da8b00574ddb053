import statistics

values = [(i * 7919 % 100003) / 3 for i in range(20000)]
middle = statistics.median(values)
quarters = statistics.quantiles(values)
spread = statistics.stdev(values[:500])
