"""Text as it is pasted from a municipality's page: one line at a time, under what its headings have said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import time

from plandugnad.meetings.reading.dated import Above, Day, days_of
from plandugnad.meetings.reading.tokens import Kind, Token, tokens
from plandugnad.meetings.reading.told import Reading, Told

LONGEST_LINE = 10_000
MOST_LINES = 2_000
LONGEST_NAME = 120

_BODY = re.compile(
    r"(?:kommunestyr|formannskap|fylkesting|fylkesutval|utval|komit|råd\b|rådet\b|nemnd|styret?\b|grupp|forum|\bting)(?!\w*sal)",
    re.IGNORECASE,
)
_ABOUT_ALL = re.compile(
    r"møteplan|møtekalender|møteoversikt|møtedatoer|møtedatoar|politiske? møte|kalender|oversikt|\bkommune\b",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\b(?:møte(?:r|ne|t|dato(?:er|ar)?)?|i|på|fra|frå|til|klokken|kl|dag|tid|ordinært|ordinære|med forbehold)\b",
    re.IGNORECASE,
)
_PLACE_WORD = re.compile(r"\A(?:sted|stad|møtested|møtestad|lokale|i|på)\b[:\s]*", re.IGNORECASE)
_EDGES = " \t.,;:–—-*•·()[]|/"


@dataclass(slots=True)
class Standing:
    """What the lines above have said."""

    above: Above
    body: str = ""
    starts: time | None = None
    ends: time | None = None
    reading: Reading = field(default_factory=Reading)


def read_text(text: str, *, year: int = 0, body: str = "") -> Reading:
    """Every date in the text becomes a meeting, or a fault that says why not. `year` and `body` where none is said."""
    standing = Standing(Above(year), body)
    for number, line in enumerate(text.splitlines(), start=1):
        if number > MOST_LINES:
            standing.reading.fault(number, line, "too_much_text")
            break
        if line.strip():
            read_line(number, line, standing)
    return standing.reading


def read_line(number: int, line: str, standing: Standing) -> None:
    if len(line) > LONGEST_LINE:
        standing.reading.fault(number, line, "line_too_long")
        return
    head, rest = _parted(line)
    found = list(tokens(rest))
    days, above = days_of(found, standing.above)
    if days:
        _take(number, line, head, found, days, standing)
        standing.above = above
    else:
        _heading(head, found, standing)


def _parted(line: str) -> tuple[str, str]:
    """«Kommunestyret: 12. februar» -> what it is about, and the rest. The head has no number in it."""
    head, colon, rest = line.partition(":")
    if (
        not colon
        or re.search(r"\d", head)
        or any(t.kind is not Kind.WORDS for t in tokens(head) if t.kind is not Kind.JOIN)
    ):
        return "", line
    return named(head), rest


def _heading(head: str, found: Sequence[Token], standing: Standing) -> None:
    months = [token for token in found if token.kind is Kind.MONTH]
    years = [token for token in found if token.kind is Kind.YEAR]
    words = named(head or " ".join(token.text for token in found if token.kind is Kind.WORDS))
    if years:
        standing.above = replace(standing.above, year=years[0].numbers[0], month=0)
    if months and not words:
        standing.above = replace(standing.above, month=months[0].numbers[0])
    if words and (_BODY.search(words) or (not years and not months and len(words.split()) <= 6)):
        _begin_body(words, found, standing)


def _begin_body(words: str, found: Sequence[Token], standing: Standing) -> None:
    if _ABOUT_ALL.search(words) and not _BODY.search(_ABOUT_ALL.sub("", words)):
        return
    times = [token for token in found if token.kind is Kind.TIME]
    standing.body = _ABOUT_ALL.sub("", words).strip(_EDGES)[:LONGEST_NAME]
    standing.starts, standing.ends = (times[0].starts, times[0].ends) if times else (None, None)


def _take(number: int, line: str, head: str, found: Sequence[Token], days: Sequence[Day], standing: Standing) -> None:
    body, place = _about(head, found, standing.body)
    reading = standing.reading
    for day in days:
        if fault := day.fault or ("" if body else "no_body"):
            reading.fault(number, line, fault, date=day.text.strip(), weekday=str(day.on.weekday() if day.on else ""))
            continue
        assert day.on is not None
        starts, ends = (day.starts, day.ends) if day.starts else (standing.starts, standing.ends)
        reading.add(Told(number, body, day.on, starts, ends, place, is_cancelled=day.is_cancelled))
    if head or _before(found):
        standing.body = body


def _before(found: Sequence[Token]) -> str:
    """Words before the first date."""
    words = []
    for token in found:
        if token.kind in {Kind.DATE, Kind.DAY, Kind.MONTH}:
            break
        if token.kind is Kind.WORDS:
            words.append(token.text)
    return named(" ".join(words))


def _about(head: str, found: Sequence[Token], standing: str) -> tuple[str, str]:
    """Whose meeting a line tells of, and where it is."""
    first = next((at for at, token in enumerate(found) if token.kind in {Kind.DATE, Kind.DAY, Kind.MONTH}), 0)
    after = [said for token in found[first:] if token.kind is Kind.WORDS and (said := named(token.text))]
    body = head or _before(found)
    if not body:
        called = next((said for said in after if _BODY.search(said)), "")
        body = called or standing or (after[0] if after else "")
        after = [said for said in after if said != body]
    places = [_PLACE_WORD.sub("", said).strip(_EDGES) for said in after]
    return body, ", ".join(filter(None, places))[:300]


def named(text: str) -> str:
    """A name without what stands around it: bullets, «møte», empty words."""
    plain = " ".join(text.split()).strip(_EDGES)
    return plain[:LONGEST_NAME] if _NOISE.sub("", plain).strip(_EDGES) else ""
