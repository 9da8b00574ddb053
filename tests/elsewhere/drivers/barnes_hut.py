"""A small galaxy, moved by a quadtree."""

import run_benchmark as barnes_hut

particles = barnes_hut.create_deterministic_galaxy(25, 500, 400)
print(barnes_hut.calculate_system_energy(particles))
for step in range(4):
    barnes_hut.advance_system(particles, 0.5, 0.1, 1000, 800)
    print(step, barnes_hut.calculate_system_energy(particles))
for particle in particles[:5]:
    print(particle.position.x, particle.position.y)
