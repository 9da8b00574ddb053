"""Letters of many scripts in ASCII."""

from unidecode import unidecode

texts = ["Größe", "Ελλάδα", "Москва", "北京", "こんにちは", "naïve café", "ﬁne ½", "שלום"]
plain = []
for text in texts:
    plain.append(unidecode(text))
print(plain)
print([unidecode(chr(n)) for n in range(0x100, 0x180)])
