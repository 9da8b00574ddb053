"""Text statistics: readability of generated documents."""
import re
import random
import textwrap

WORDS = "time year people way day man thing woman life child world school state family student group country problem hand part place case week company system program question work government number night point home water room mother area money story fact month lot right study book eye job word business issue side kind head house service friend father power hour game line end member law car city community name president team minute idea body information back parent face others level office door health person art war history party result change morning reason research girl guy moment air teacher force education".split()


def make_document(seed):
    rng = random.Random(seed)
    sentences = []
    for _ in range(25):
        n = rng.randint(4, 18)
        s = " ".join(rng.choice(WORDS) for _ in range(n))
        sentences.append(s.capitalize() + ".")
    return " ".join(sentences)


def count_syllables(word):
    word = word.lower()
    groups = re.findall(r"[aeiouy]+", word)
    n = len(groups)
    if word.endswith("e") and n > 1:
        n -= 1
    return max(n, 1)


def flesch(text):
    sentences = [s for s in re.split(r"[.!?]+\s*", text) if s]
    words = re.findall(r"[A-Za-z]+", text)
    syll = sum(count_syllables(w) for w in words)
    return 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * syll / len(words)


docs = [make_document(i) for i in range(60)]  # expert: easy
scores = []
for i, doc in enumerate(docs):  # expert: easy
    score = flesch(doc)
    scores.append((score, i))
    if i % 20 == 0:
        print("processed", i, "of", len(docs))
scores.sort(reverse=True)
for s, i in scores[:3]:
    print(f"{s:7.2f}", textwrap.shorten(docs[i], 50))
freq = {}
for doc in docs:
    for w in doc.lower().replace(".", "").split():
        freq[w] = freq.get(w, 0) + 1
for w, n in sorted(freq.items(), key=lambda kv: (-kv[1], kv[0]))[:5]:
    print(w, n)
