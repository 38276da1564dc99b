"""A line cut into what it says: weekdays, days, months, years, times, and the words between them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time
from enum import Enum, auto

MONTHS = {
    "januar": 1, "jan": 1, "februar": 2, "feb": 2, "mars": 3, "mar": 3, "april": 4, "apr": 4, "mai": 5, "juni": 6,
    "jun": 6, "juli": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9, "oktober": 10,
    "okt": 10, "november": 11, "nov": 11, "desember": 12, "des": 12,
}  # fmt: skip
# By their first letters; bokmål and nynorsk. Monday is 0, as Python counts.
_WEEKDAYS = {
    "måndag": 0, "mandag": 0, "tirsdag": 1, "tysdag": 1, "onsdag": 2, "torsdag": 3, "fredag": 4, "lørdag": 5,
    "laurdag": 5, "søndag": 6, "sundag": 6, "man": 0, "mån": 0, "ma": 0, "må": 0, "tir": 1, "tys": 1, "ti": 1, "ty": 1,
    "ons": 2, "on": 2, "tor": 3, "tors": 3, "to": 3, "fre": 4, "fr": 4, "lør": 5, "lø": 5, "lau": 5, "søn": 6, "sø": 6,
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_FULL_WEEKDAY = "(?:man|mån|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag(?:en|ar|er)?"
_SHORT_WEEKDAY = "(?:" + "|".join(sorted((w for w in _WEEKDAYS if len(w) < 5), key=len, reverse=True)) + ")"
_HOUR = r"(?:[01]?\d|2[0-4])"
_MINUTES = "[0-5]\\d"
_DASH = r"\s*[-–—]\s*"


class Kind(Enum):
    WEEKDAY = auto()
    DATE = auto()  # day and month, with or without a year
    DAY = auto()  # a day whose month is said elsewhere
    MONTH = auto()
    YEAR = auto()
    TIME = auto()
    CANCELLED = auto()
    JOIN = auto()  # a comma, «og»: the list goes on
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    text: str
    numbers: tuple[int, ...] = ()  # DATE: day, month, year or 0. WEEKDAY, MONTH, YEAR, DAY: one
    starts: time | None = None
    ends: time | None = None


def _int(text: str | None) -> int:
    return int(text) if text else 0


def _year(text: str | None) -> int:
    number = _int(text)
    return number + 2000 if 0 < number < 100 else number


def _clock(hour: str | None, minutes: str | None) -> time | None:
    if hour is None:
        return None
    return time(int(hour), _int(minutes)) if int(hour) < 24 and _int(minutes) < 60 else None


def _time(match: re.Match[str]) -> Token:
    starts, ends = _clock(match["h1"], match["m1"]), _clock(match["h2"], match["m2"])
    return Token(Kind.TIME, match[0], starts=starts, ends=ends if starts and ends and ends > starts else None)


Make = Callable[[re.Match[str]], Token]
_END = rf"(?:{_DASH}(?:kl\.?\s*)?(?P<h2>{_HOUR})(?:[.:](?P<m2>{_MINUTES}))?(?!\d))?"
# In this order: what could be read two ways is read as the first.
_PATTERNS: tuple[tuple[str, Make], ...] = (
    (
        r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)",
        lambda m: Token(Kind.DATE, m[0], (_int(m["d"]), _int(m["m"]), _int(m["y"]))),
    ),
    (
        rf"\b(?:kl\.?|klokk[ae]n?)\s*(?P<h1>{_HOUR})(?:[.:]?(?P<m1>{_MINUTES}))?(?!\d){_END}",
        _time,
    ),
    (rf"(?<![\d.])(?P<h1>{_HOUR}):(?P<m1>{_MINUTES})(?!\d){_END}", _time),
    (
        r"(?<![\d.])(?P<d>\d{1,2})\s?[./]\s?(?P<m>\d{1,2})\s?[./-]\s?(?P<y>\d{4}|\d{2})(?![\d.]\d|\d)",
        lambda m: Token(Kind.DATE, m[0], (_int(m["d"]), _int(m["m"]), _year(m["y"]))),
    ),
    # No month is called 00, 15, 30 or 45, but many meetings begin then.
    (rf"(?<![\d.])(?P<h1>{_HOUR})\.(?P<m1>00|15|30|45)(?!\d){_END}", _time),
    (
        rf"(?<!\d)(?P<d>\d{{1,2}})\.?\s*(?P<m>{_MONTH})\b\.?(?:,?\s*(?P<y>\d{{4}})(?!\d))?",
        lambda m: Token(Kind.DATE, m[0], (_int(m["d"]), MONTHS[m["m"].casefold()], _int(m["y"]))),
    ),
    (
        r"(?<![\d.])(?P<d>\d{1,2})[./](?P<m>\d{1,2})\.?(?!\d)",
        lambda m: Token(Kind.DATE, m[0], (_int(m["d"]), _int(m["m"]), 0)),
    ),
    (r"\b(?:veke|uke|vike)r?\s*\d{1,2}\b", lambda m: Token(Kind.JOIN, m[0])),
    (r"(?<!\d)(?P<y>20\d\d)(?!\d)", lambda m: Token(Kind.YEAR, m[0], (_int(m["y"]),))),
    (rf"\b(?P<m>{_MONTH})\b\.?", lambda m: Token(Kind.MONTH, m[0], (MONTHS[m["m"].casefold()],))),
    (rf"\b(?P<w>{_FULL_WEEKDAY})\b", lambda m: Token(Kind.WEEKDAY, m[0], (_weekday(m["w"]),))),
    (
        rf"\b(?P<w>{_SHORT_WEEKDAY})\b\.?(?=\s*(?:den\s*)?\d)",
        lambda m: Token(Kind.WEEKDAY, m[0], (_WEEKDAYS[m["w"].casefold()],)),
    ),
    (r"(?<![\d.])(?P<d>\d{1,2})\.?(?![\d])(?!\s*(?:timer|min|mnd|uker|veker|etg|\.\d))",
     lambda m: Token(Kind.DAY, m[0], (_int(m["d"]),))),
    (r"\b(?:avlyst|utgår|innstilt|avlyses|kansellert)\b", lambda m: Token(Kind.CANCELLED, m[0])),
    (r"[,;]|\b(?:og|samt|den|dato|datoer)\b|&", lambda m: Token(Kind.JOIN, m[0])),
)  # fmt: skip


def _weekday(text: str) -> int:
    word = text.casefold()
    return next(number for name, number in _WEEKDAYS.items() if len(name) > 4 and word.startswith(name))


_ALL = re.compile(
    "|".join(
        f"(?P<k{n}>{re.sub(r'[?]P<[a-z0-9]+>', '?:', pattern)})".replace("(?:?:", "(?:")
        for n, (pattern, _make) in enumerate(_PATTERNS)
    ),
    re.IGNORECASE,
)
_EACH = tuple((re.compile(pattern, re.IGNORECASE), make) for pattern, make in _PATTERNS)
# «sal 3», «møterom 214», «sak 12/27»: numbers that are no days.
_NOT_A_DAY = re.compile(r"(?:\b(?:sal|rom|møterom|sak|saker|nr\.?|nummer|etasje|§|pkt\.?|punkt))\s*\Z", re.IGNORECASE)


def tokens(text: str) -> Iterator[Token]:
    """Every sign of the text is in one token, in order."""
    words, at = "", 0
    for match in _ALL.finditer(text):
        words += text[at : match.start()]
        at = match.end()
        token = _made(match, text)
        if token is None or (token.kind in {Kind.DAY, Kind.DATE} and _NOT_A_DAY.search(words)):
            words += match[0]
            continue
        if words.strip():
            yield Token(Kind.WORDS, words)
        words = ""
        yield token
    if (words + text[at:]).strip():
        yield Token(Kind.WORDS, words + text[at:])


def _made(match: re.Match[str], text: str) -> Token | None:
    number = int((match.lastgroup or "k0")[1:])
    pattern, make = _EACH[number]
    found = pattern.match(text, match.start())
    if found is None:
        return None
    token = make(found)
    return None if token.kind is Kind.TIME and token.starts is None else token
