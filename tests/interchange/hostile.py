"""Files made to hang, flood or mislead a contact reader, generated small enough for every run."""

import random
from collections.abc import Iterator

from tests.interchange.files import CARD_21, CARD_30, GOOGLE_OLD, LINKEDIN

_WORDS = (
    b"BEGIN:VCARD\n",
    b"END:VCARD\n",
    b"\r\n ",
    b"=\r\n",
    b'"',
    b",",
    b";",
    b":",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"CHARSET=zip",
    b"ENCODING=B:",
    b"\n\n",
    b"::: ",
    b"\\",
    b"=E2=82",
    b"9" * 40,
    b"AGENT:\n",
    b"\t",
    b"TEL;a;a;a",
    b"\xe2\x80\xae",
)


def vcards() -> Iterator[tuple[str, bytes]]:
    """Hostile vCard files by name."""
    card = b"BEGIN:VCARD\nVERSION:2.1\n%s\nEND:VCARD\n"
    yield "nested 1,000", b"BEGIN:VCARD\nAGENT:\n" * 1000
    yield "nested 100,000", b"BEGIN:VCARD\n" * 100_000
    yield "other components nested", card % (b"BEGIN:X\n" * 1000)
    yield "one long line", card % (b"NOTE:" + b"x" * 10_000_000)
    yield "folded lines", card % (b"NOTE:" + b"x\n " * 300_000)
    yield "parameters", card % (b"TEL" + b";TYPE=a" * 50_000 + b":1")
    yield "semicolons", card % (b"N:" + b";" * 50_000 + b"\nADR:" + b";" * 50_000)
    yield "escapes", card % (b"N:" + b"\\;" * 50_000 + b"\nORG:" + b"\\\\" * 50_000 + b"\\")
    yield "open quote", card % (b'TEL;TYPE="' + b"a," * 50_000 + b":1")
    yield "quotes", card % (b"TEL" + b';"' * 50_000 + b":1")
    yield "a long name", card % (b"A-" * 30_000 + b":1")
    yield "bare types", card % (b"TEL" + b";a" * 40_000)
    yield "soft breaks", card % (b"NOTE;QUOTED-PRINTABLE:" + b"a=\n" * 200_000)
    yield "soft breaks of nothing", card % (b"NOTE;QUOTED-PRINTABLE:" + b"=\n" * 200_000)
    yield "a picture", card % (b"PHOTO;ENCODING=B:" + b"QUFB\n " * 800_000)
    yield "bad base64", card % b"NOTE;ENCODING=B:@@@\nN;BASE64:%%%=\nFN;B:A"
    yield "properties", card % (b"EMAIL:a@example.org\n" * 100_000)
    yield "many colons", card % (b":" * 500_000)
    yield "no colons", card % (b"x\n" * 300_000)
    yield "a NUL in a name", card % b"FN:A\0da"
    yield "utf-16", (card % b"FN:Ada").decode().encode("utf-16")
    yield "odd utf-16", (card % b"FN:Ada").decode().encode("utf-16") + b"\x00"
    yield "cut", CARD_30.encode()[:60]
    yield "random", random.Random(1).randbytes(500_000)
    yield "random in a card", card % random.Random(2).randbytes(300_000)
    yield "digits", card % (b"TEL:" + b"1" * 100_000 + b"\nBDAY:" + b"9" * 100_000)
    yield "mail dots", card % (b"EMAIL:" + b"a." * 50_000 + b"@" + b"b." * 50_000)
    yield "a long host", card % (b"URL:http://" + b"a." * 50_000)
    yield "a long full name", card % (b"FN:" + b"Dr. " * 50_000)
    yield "commas in a name", card % (b"FN:" + b"a, " * 30)
    yield "combining marks", card % (b"FN:a" + "\u0301".encode() * 100_000)
    for name in ("zip", "bz2", "hex", "rot13", "idna", "unicode_escape", "undefined", "base64"):
        yield f"charset {name}", card % f"FN;CHARSET={name};QUOTED-PRINTABLE:A=41".encode()
        yield f"raw {name}", card % (f"FN;CHARSET={name}:".encode() + b"\xff\xfe\x80")


def tables() -> Iterator[tuple[str, bytes]]:
    """Hostile CSV files by name."""
    yield "open quote", b'Name,Email\n"' + b"x" * 5_000_000
    yield "a wide cell", b"Name,Email\nAda," + b"x" * 2_000_000
    yield "columns", b"Name" + b"," * 1_000_000 + b"\nAda\n"
    yield "rows", b"Name,Email\n" + b"Ada,a@example.org\n" * 100_000
    yield "too many rows", b"Name\n" + b"A\n" * 260_000
    yield "empty rows", b"Name,Email\n" + b",\n" * 300_000
    yield "NUL", b"Name,Email\nA\0da,a@exam\0ple.org\n"
    yield "quotes and breaks", b',"\n' * 20_000
    yield "quotes", b'"' * 60_001
    yield "doubled quotes", b"Name\n" + b'""","' * 20_000
    yield "semicolons", b";" * 500_000
    yield "tabs", b"Name\tEmail\n" + b"\t" * 500_000
    yield "only breaks after a header", b"Name" + b"\n" * 500_000
    yield "carriage returns", b"Name,Email\r" + b"Ada,a@example.org\r" * 50_000
    yield "joined values", b'Name,Email\nAda,"' + b"a@b.example ::: " * 50_000 + b'"\n'
    yield "at signs", b"Name,Email\nAda," + b"@" * 500_000 + b"\n"
    yield "tags", b'Name,Tags\nAda,"' + b"a;" * 400_000 + b'"\n'
    yield "names for nameparser", b"Name\n" + b"Dr. van den Berg, Jr. III (x) MD\n" * 300
    yield "latin garbage", b"Name,Email\n" + bytes(range(128, 256)) * 2000 + b",x\n"


def mutations(seed: int, count: int) -> Iterator[bytes]:
    """A good file with some damage: flipped bits, cuts, repeats, nasty words."""
    source = random.Random(seed)
    seeds = [text.encode() for text in (CARD_30, CARD_21, LINKEDIN, GOOGLE_OLD)]
    for _number in range(count):
        data = bytearray(source.choice(seeds))
        for _edit in range(source.randint(1, 30)):
            _damage(data, source)
        yield bytes(data)


def _damage(data: bytearray, source: random.Random) -> None:
    at = source.randrange(len(data) + 1)
    kind = source.randrange(5)
    if kind == 0 and at < len(data):
        data[at] ^= 1 << source.randrange(8)
    elif kind == 1:
        data[at:at] = source.choice(_WORDS)
    elif kind == 2:
        del data[at : at + source.randint(1, 40)]
    elif kind == 3:
        data[at:at] = data[at : at + source.randint(1, 30)] * source.randint(1, 50)
    else:
        data[at:at] = source.randbytes(source.randint(1, 10))
    del data[200_000:]
