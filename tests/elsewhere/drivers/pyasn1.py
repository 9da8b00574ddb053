"""Structures in DER and back."""

from pyasn1.codec.der.decoder import decode
from pyasn1.codec.der.encoder import encode
from pyasn1.type import char, namedtype, univ


class Record(univ.Sequence):
    componentType = namedtype.NamedTypes(
        namedtype.NamedType("id", univ.Integer()),
        namedtype.NamedType("room", char.UTF8String()),
        namedtype.OptionalNamedType("flags", univ.BitString()),
    )


for number in (1, 255, 10**12):
    record = Record()
    record["id"] = number
    record["room"] = f"room {number}"
    data = encode(record)
    back, rest = decode(data, asn1Spec=Record())
    print(data.hex(), int(back["id"]), str(back["room"]), rest)
print([encode(univ.ObjectIdentifier((1, 3, 6, n))).hex() for n in range(4)])
