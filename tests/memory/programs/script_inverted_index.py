"""An index of documents by word, and queries on it."""

TOPICS = ["apple", "river", "stone", "cloud", "tiger", "piano", "sugar", "metal", "ocean", "paper"]


def documents(n):
    result = []
    for i in range(n):
        words = [TOPICS[(i + k * k) % 10] + str((i * k) % 17) for k in range(12)]
        result.append(" ".join(words))
    return result


def build(docs):
    index = {}
    for number, text in enumerate(docs):
        for word in text.split():
            if word not in index:
                index[word] = set()
            index[word].add(number)
    return index


def query(index, *words):
    found = None
    for word in words:
        places = index.get(word, set())
        found = places if found is None else found & places
    return sorted(found or [])


docs = documents(1500)
index = build(docs)
print(len(index), query(index, "apple0", "river4")[:5])
sizes = sorted(((len(places), word) for word, places in index.items()), reverse=True)
print(sizes[:3])
