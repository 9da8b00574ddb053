"""Settings kept by a module of the standard library that the compiler knows nothing about."""
import plistlib


def settings(n):
    return {"name": f"profile {n}", "size": n * 3, "items": [k * k % 13 for k in range(n)]}


sizes = []
for n in range(10, 40):  # expert: easy, refused: unknown-import
    text = plistlib.dumps(settings(n))
    sizes.append(len(plistlib.loads(text)["items"]) + len(text) % 7)
print(sizes)
