import os

paths = [os.path.join("folder", "file%d" % i) for i in range(3000)]
names = [os.path.basename(path) for path in paths]
