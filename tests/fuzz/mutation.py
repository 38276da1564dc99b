"""Small valid files made into broken and hostile ones, so that what is tried comes deep into the readers."""

import io
import zipfile
from collections.abc import Callable, Sequence

from hypothesis import strategies as some

# What has hurt readers of such files before: numbers at the edges, signs that end or open something, odd letters.
TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n", b"\x1b", b"\x0b", b"\x85", "\u2028".encode(), "\u202e".encode(),
    "æøå".encode("cp1252"), "İ".encode(), "٣".encode(), "²".encode(), "½".encode(), "\U0001f409".encode(),
    b"\xed\xa0\x80",
    b"-1", b"0", b"1e999", b"-1e-999", b"NaN", b"Infinity", b"2147483648", b"99999999999999999999", b"1048577", b"XFE1",
    b"0000-00-00", b"9999-12-31", b"10000-01-01", b"2019-02-29", b"24:61", b"99991231T235959Z", b"00000000",
    b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"&#0;", b"&#x110000;",
    b"<?xml?>",
    b'"', b"'", b";", b"\t", b"\\", b"%00", b"%s", b"{}", b"[[[[[[[[", b"((((((((", b"..", b"../../etc/passwd", b"=1+1",
    b"#REF!", b"FREQ=DAILY", b"COUNT=", b"BYDAY=-53MO", b"TZID=", b"T:", b"BEGIN:VEVENT\r\n", b"END:VCALENDAR\r\n",
    b"null", b"true", b'""', b"[]", b"1 0 R", b"obj", b"endstream", b"/Length 99999999", b"colspan=9999", b"r=\"A0\"",
)  # fmt: skip
LONGEST = 60_000
Change = Callable[[bytes], bytes]


@some.composite
def _change(draw: some.DrawFn) -> Change:
    """One change: at a place somewhere between 0 and 1 of the whole, whatever its length is by then."""
    at, span = draw(some.floats(0, 1)), draw(some.integers(0, 40))
    what = draw(some.sampled_from(("flip", "cut", "end", "token", "again", "bytes")))
    bits, token = draw(some.integers(1, 255)), draw(some.sampled_from(TOKENS))
    more = draw(some.binary(max_size=8))

    def change(content: bytes) -> bytes:
        place = int(at * len(content))
        head, tail = content[:place], content[place:]
        made = {
            "flip": lambda: head + bytes([tail[0] ^ bits]) + tail[1:] if tail else head,
            "cut": lambda: head + tail[span:],
            "end": lambda: head,
            "token": lambda: head + token + tail[span if bits & 1 else 0 :],
            "again": lambda: head + tail[:span] * (bits % 16) + tail,
            "bytes": lambda: head + more + tail,
        }[what]()
        return made[:LONGEST] if len(content) <= LONGEST else made

    return change


@some.composite
def mutated(draw: some.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds changed a few times; or two of them joined; a zip also inside its parts."""
    content = draw(some.sampled_from(seeds))
    changes = draw(some.lists(_change(), min_size=1, max_size=4))
    if content.startswith(b"PK") and draw(some.integers(0, 9)):
        return _inside(
            content, draw(some.floats(0, 0.999)), changes, draw(some.sampled_from(("", "", "", "twice", "gone")))
        )
    for change in changes:
        content = change(content)
    if not draw(some.integers(0, 9)):
        other = draw(some.sampled_from(seeds))
        content = content[: draw(some.integers(0, len(content)))] + other[draw(some.integers(0, len(other))) :]
    return content


def _inside(content: bytes, which: float, changes: Sequence[Change], also: str) -> bytes:
    """The same zip with one part changed, so that the change gets past its checksum."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = names[int(which * len(names))]
        for name in names:
            part = old.read(name)
            if name == chosen:
                for change in changes:
                    part = change(part)
                if also == "gone":
                    continue
                if also == "twice":
                    new.writestr(f"{name}x", part)
            new.writestr(name, part)
    return made.getvalue()


def anything(seeds: Sequence[bytes]) -> some.SearchStrategy[bytes]:
    return some.one_of(mutated(seeds), mutated(seeds), mutated(seeds), some.binary(max_size=200))


def texts(seeds: Sequence[str]) -> some.SearchStrategy[str]:
    """Text as it reaches us from a form or an address: never lone surrogates, but everything else."""
    changed = anything([seed.encode() for seed in seeds]).map(lambda content: content.decode("utf-8", "replace"))
    return some.one_of(changed, some.text(some.characters(exclude_categories=["Cs"]), max_size=60))
