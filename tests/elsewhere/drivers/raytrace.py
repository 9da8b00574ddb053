"""A small scene into a file."""

import run_benchmark as raytrace

raytrace.bench_raytrace(1, 24, 18, "scene.ppm")
with open("scene.ppm", "rb") as file:
    image = file.read()
print(len(image), sum(image), image[:15])
