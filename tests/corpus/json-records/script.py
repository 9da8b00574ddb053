"""Validate and normalise JSON lines; errors are collected."""
import json
import re
import sys
from dataclasses import asdict, dataclass, field

EMAIL = re.compile(r"^[\w.+-]+@[\w-]+\.[\w.]+$")


@dataclass
class Person:
    name: str
    age: int
    emails: list = field(default_factory=list)
    score: float = 0.0

    @classmethod
    def from_json(cls, text):
        raw = json.loads(text)
        emails = [e.strip().lower() for e in raw.get("emails", []) if EMAIL.match(e.strip())]
        if not emails:
            raise ValueError(f"{raw.get('name')}: no valid email")
        return cls(raw["name"].title(), int(raw["age"]), emails, score_of(raw))


def score_of(raw):
    total = 0.0
    for k, ch in enumerate(raw["name"]):
        for e in raw.get("emails", []):
            total += (ord(ch) ^ len(e)) / (k + 1)
    return round(total, 3)


def source():
    for i in range(120):
        emails = [f"User{i}@Example.com ", f"u{i}@mail{i % 3}.org"] if i % 11 else ["nobody"]
        age = i % 90 if i % 17 else "old"
        yield json.dumps({"name": f"person number {i}", "age": age, "emails": emails})


def main():
    people, failures = [], []
    for number, text in enumerate(source()):  # expert: easy
        try:
            people.append(Person.from_json(text))
        except ValueError as error:
            failures.append((number, str(error)))
    print(len(people), "people", len(failures), "failures")
    for number, message in failures[:4]:
        print(number, message)
    adults = [json.dumps(asdict(p), sort_keys=True) for p in people if p.age >= 18]  # expert: easy
    print(adults[0], len(adults))
    people.sort(key=lambda p: (-p.score, p.name))
    json.dump([p.name for p in people[:3]], sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
