"""Words taken apart."""

import pyphen

words = "Freudenfest Donaudampfschifffahrt Kaffeekanne Wortbildung Sonnenschein".split()
dictionary = pyphen.Pyphen(lang="de_DE")
for word in words:
    print(word, dictionary.inserted(word), list(dictionary.iterate(word)), dictionary.positions(word))
print([pyphen.Pyphen(lang=lang).inserted("information") for lang in ("en_US", "en_GB", "fr")], len(pyphen.LANGUAGES) > 10)
