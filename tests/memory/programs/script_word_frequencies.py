TEXT = """the quick brown fox jumps over the lazy dog and then the dog
chases the fox around the old barn until both of them are tired and
the farmer comes out to see what all the noise is about""" * 200


def normalise(word):
    return word.strip(".,!?").lower()


def frequencies(text):
    counts = {}
    for word in text.split():
        word = normalise(word)
        if word:
            counts[word] = counts.get(word, 0) + 1
    return counts


counts = frequencies(TEXT)
ranking = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
for word, count in ranking[:10]:
    print(f"{word:10s} {count:6d} {'*' * (count // 100)}")
longest = max(counts, key=len)
print("longest:", longest, "distinct:", len(counts))
