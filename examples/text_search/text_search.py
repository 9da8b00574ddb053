"""Find the titles in a catalogue that look most like what was typed.

usage: text_search.py CATALOGUE QUERIES
"""
import heapq
import sys


def edit_distance(a, b, limit):
    """The Levenshtein distance of two strings, or limit + 1 as soon as it is greater than limit."""
    if abs(len(a) - len(b)) > limit:
        return limit + 1
    previous = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        current = [i]
        for j, cb in enumerate(b, 1):
            cost = 0 if ca == cb else 1
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost))
        if min(current) > limit:
            return limit + 1
        previous = current
    return previous[-1]


def normalise(text):
    return " ".join(text.lower().replace("-", " ").split())


class Catalogue:
    def __init__(self, path):
        self.titles = []
        with open(path, encoding="utf-8") as f:
            for line in f:
                line = line.strip()
                if line:
                    self.titles.append(line)
        self.keys = [normalise(title) for title in self.titles]

    def search(self, query, wanted=3, limit=6):
        """The `wanted` titles nearest to the query, as (distance, number) pairs."""
        query = normalise(query)
        found = []
        for number, key in enumerate(self.keys):
            distance = edit_distance(query, key, limit)
            if distance <= limit:
                found.append((distance, number))
        return heapq.nsmallest(wanted, found)


def main():
    if len(sys.argv) != 3:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    catalogue = Catalogue(sys.argv[1])
    exact = 0
    missed = []
    distances = 0
    with open(sys.argv[2], encoding="utf-8") as queries:
        for line in queries:
            query = line.rstrip("\n")
            results = catalogue.search(query)
            print(f"{query!r}:")
            for distance, number in results:
                print(f"    {distance}  {catalogue.titles[number]}")
                distances += distance
            if not results:
                missed.append(query)
            elif results[0][0] == 0:
                exact += 1
    print(len(catalogue.titles), "titles,", exact, "exact,", len(missed), "without a result, distances", distances)
    print("not found:", missed[:5])
    return 0


if __name__ == "__main__":
    sys.exit(main())
