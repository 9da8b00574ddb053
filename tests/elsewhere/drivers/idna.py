"""Names of hosts with other letters, coded and back."""

import idna

names = ["bücher.example", "faß.de", "例え.テスト", "пример.испытание", "a-b.c", "mañana.com"]
coded = []
for name in names:
    coded.append(idna.encode(name))
print(coded)
print([idna.decode(name) for name in coded] == names, [idna.check_nfc(name) for name in names])
for name in ("-bad", "a..b", "x" * 70, "ab--c"):
    try:
        print(idna.encode(name))
    except idna.IDNAError as error:
        print(name[:5], type(error).__name__, error)
