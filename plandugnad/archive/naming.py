"""A room's rule for file names: its parts in order, what they are in a given name, and the name they would make.

Pure: no database, and no clock. `Surroundings` carries what a name may leave unsaid.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from plandugnad.archive.names import parted, safe_name, shown

LONGEST_TITLE, LONGEST_PLACE = 80, 40
UNTITLED = "Uten tittel"


class NamePart(StrEnum):
    DATE = "date"
    YEAR = "year"
    PLACE = "place"
    PLAN_TYPE = "plan_type"
    KIND = "kind"
    TITLE = "title"
    VERSION = "version"


# A name need not have these; when it has, they stand where the rule says.
OPTIONAL = frozenset({NamePart.PLAN_TYPE, NamePart.KIND, NamePart.VERSION})
# Words for plans and documents as they stand in file names. They are matched, never shown as anything but themselves.
PLAN_TYPES = (
    "planstrategi", "samfunnsdel", "arealdel", "handlingsdel", "økonomiplan", "kommuneplan", "kommunedelplan",
    "temaplan", "områderegulering", "detaljregulering", "reguleringsplan", "regional plan", "årsrapport",
)  # fmt: skip
KINDS = (
    "referat", "innkalling", "saksframlegg", "saksfremlegg", "vedtak", "høringsnotat", "høringsuttalelse", "uttalelse",
    "innspill", "planprogram", "planbeskrivelse", "planbestemmelser", "plankart", "rapport", "notat", "mal", "avtale",
    "presentasjon", "invitasjon", "deltakerliste", "framdriftsplan", "budsjett",
)  # fmt: skip
MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
_ISO = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-.](?P<m>\d\d)[-.](?P<d>\d\d)(?!\d)")
_DOTTED = re.compile(r"(?<!\d)(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>(?:19|20)\d\d)(?!\d)")
# Not the number of a part or a version: 'v1.2.12', 'punkt 4.3.9.26'.
_SHORT = re.compile(r"(?<![\w.])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d\d)(?!\w|\.\d)")
_JOINED = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
_WRITTEN = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})\.?\s*(?P<m>{'|'.join(MONTHS)})\s+(?P<y>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_VERSION = re.compile(r"(?<!\w)(?:v|ver|versjon|rev|revisjon|utkast)[.\s]?(\d{1,3})(?!\w)", re.IGNORECASE)
_COPY = re.compile(r"^(?:kopi av|copy of)\s+|\s*-\s*(?:kopi|copy)$|\s*\((?:\d{1,2}|kopi|copy)\)$", re.IGNORECASE)
_DANGLING = frozenset(
    [
        "fra",
        "i",
        "for",
        "om",
        "til",
        "av",
        "på",
        "ved",
        "og",
        "den",
        "det",
        "en",
        "et",
        "-",
        "–",
        "—",
        ",",
        ".",
        ";",
        "+",
    ]
)


@dataclass(frozen=True)
class Rule:
    parts: tuple[NamePart, ...]
    separator: str = "_"

    @classmethod
    def of(cls, parts: Iterable[str], separator: str) -> "Rule":
        """Each part once, unknown ones left out; with a rule there is always a title, or names would be the same."""
        known = list(dict.fromkeys(NamePart(part) for part in parts if part in set(NamePart)))
        if known and NamePart.TITLE not in known:
            known.append(NamePart.TITLE)
        return cls(tuple(known), separator or "_")

    def __bool__(self) -> bool:
        return bool(self.parts)


@dataclass(frozen=True)
class Surroundings:
    """`places` may stand in a name; `place` and `day` are used where it names none."""

    place: str
    day: date
    places: tuple[str, ...] = ()

    def as_written(self, rule: Rule) -> tuple[str, ...]:
        """The places as they can stand in a name, the longest first, so that 'Nordre Land' is not taken for 'Land'."""
        written = {_place(place, rule) for place in (self.place, *self.places)}
        return tuple(sorted(written, key=lambda place: (-len(place), place)))


class Follower:
    """Asked of many names: what they are held against is made ready once."""

    def __init__(self, rule: Rule, around: Surroundings) -> None:
        forms = {part: _form(part, rule, around) for part in rule.parts}
        separator = re.escape(rule.separator)
        self._forms = [
            (present, re.compile(separator.join(f"({forms[part]})" for part in present), re.IGNORECASE))
            for present in _present(rule.parts)
        ]
        self._has_rule = bool(rule)

    def __call__(self, name: str) -> bool:
        return not self._has_rule or self.parts_of(name) is not None

    def parts_of(self, name: str) -> tuple[NamePart, ...] | None:
        """Those the name has, when it follows the rule."""
        stem, _ending = parted(name)
        for present, form in self._forms:
            if found := form.fullmatch(stem):
                dates = [text for part, text in zip(present, found.groups(), strict=True) if part is NamePart.DATE]
                return present if all(_is_day(text) for text in dates) else None
        return None


def follows(rule: Rule, around: Surroundings, name: str) -> bool:
    """No rule is followed by every name."""
    return Follower(rule, around)(name)


def example(rule: Rule, around: Surroundings, title: str, named: Mapping[NamePart, str] | None = None) -> str:
    """A name with every part in it; the place is the first of those that may stand there. `named` are kinds to use."""
    place = next(iter(around.places), around.place)
    said = {
        NamePart.DATE: around.day.isoformat(),
        NamePart.YEAR: f"{around.day.year:04}",
        NamePart.PLACE: _place(place, rule),
        NamePart.PLAN_TYPE: "arealdel",
        NamePart.KIND: "referat",
        NamePart.TITLE: _tidy(_tidy(_without(rule.separator, title))[:LONGEST_TITLE]) or UNTITLED,
        NamePart.VERSION: "v2",
        **(named or {}),
    }
    return rule.separator.join(said[part] for part in rule.parts)


def suggest(rule: Rule, around: Surroundings, name: str) -> str:
    """A name that follows the rule, made from what this one says; one that follows it already is left alone."""
    if follows(rule, around, name):
        return name
    ending = parted(safe_name(name))[1]
    read = _Reading.of(name)
    said = {part: _take(part, read, rule, around) for part in sorted(rule.parts, key=_READ_IN_ORDER.index)}
    said[NamePart.TITLE] = _title(read.left, rule, said)
    return rule.separator.join(said[part] for part in rule.parts if said[part]) + ending


def guessed_day(rule: Rule, around: Surroundings, name: str) -> NamePart | None:
    """The date or the year the rule asks for, when the name says none and a suggestion takes it from `around`."""
    asked = next((part for part in (NamePart.DATE, NamePart.YEAR) if part in rule.parts), None)
    if asked is None or follows(rule, around, name):
        return None
    read = _Reading.of(name)
    is_said = _take_day(read) or (asked is NamePart.YEAR and read.take(_YEAR))
    return None if is_said else asked


def left_out(rule: Rule, around: Surroundings, name: str) -> tuple[NamePart, ...]:
    """Of a name that follows the rule: the parts it does without."""
    present = Follower(rule, around).parts_of(name)
    return tuple(part for part in rule.parts if present and part not in present)


_READ_IN_ORDER = (
    NamePart.DATE, NamePart.VERSION, NamePart.YEAR, NamePart.PLACE, NamePart.PLAN_TYPE, NamePart.KIND, NamePart.TITLE,
)  # fmt: skip


@dataclass
class _Reading:
    left: str
    day: date | None = None

    @classmethod
    def of(cls, name: str) -> "_Reading":
        return cls(_COPY.sub("", parted(safe_name(name))[0].replace("_", " ")).strip())

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first that matches, cut out of what is left."""
        found = pattern.search(self.left)
        if found:
            self.cut(found)
        return found

    def cut(self, found: re.Match[str]) -> None:
        self.left = f"{self.left[: found.start()]} {self.left[found.end() :]}"


def _take(part: NamePart, read: _Reading, rule: Rule, around: Surroundings) -> str:
    match part:
        case NamePart.DATE:
            return (_take_day(read) or around.day).isoformat()
        case NamePart.YEAR:
            day = read.day or _take_day(read)
            found = None if day and NamePart.DATE not in rule.parts else read.take(_YEAR)
            return found[0] if found else f"{(day or around.day).year:04}"
        case NamePart.PLACE:
            return _take_place(read, rule, around)
        case NamePart.VERSION:
            found = read.take(_VERSION)
            return f"v{int(found[1])}" if found else ""
        case NamePart.PLAN_TYPE:
            return _take_word(read, PLAN_TYPES)
        case NamePart.KIND:
            return _take_word(read, KINDS)
    return ""


def _take_day(read: _Reading) -> date | None:
    for pattern in (_ISO, _DOTTED, _WRITTEN, _JOINED, _SHORT):
        for found in pattern.finditer(read.left):
            if day := _day(found):
                read.cut(found)
                read.day = day
                return day
    return None


def _day(found: re.Match[str]) -> date | None:
    month = found["m"].lower()
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
    try:
        return date(int(f"20{found['y']}"[-4:]), number, int(found["d"]))
    except ValueError:
        return None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _take_place(read: _Reading, rule: Rule, around: Surroundings) -> str:
    for place in around.as_written(rule):
        if read.take(re.compile(rf"(?<!\w){re.escape(place)}(?:\s+kommune)?(?!\w)", re.IGNORECASE)):
            return place
    return _place(around.place, rule)


def _place(name: str, rule: Rule) -> str:
    """Without full stops: what stands behind the last one of a name would be taken for the kind of file."""
    return _tidy(_without(rule.separator, name.replace(".", " "))[:LONGEST_PLACE]) or UNTITLED


def _take_word(read: _Reading, words: Iterable[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        if read.take(re.compile(rf"(?<!\w){word}(?:en|et|er)?(?!\w)", re.IGNORECASE)):
            return word
    return ""


def _title(left: str, rule: Rule, said: dict[NamePart, str]) -> str:
    """What is left when the other parts are taken out, without the small words that held on to them."""
    words = _without(rule.separator, left).split()
    while words and words[0].lower() in _DANGLING:
        words.pop(0)
    while words and words[-1].lower() in _DANGLING:
        words.pop()
    title = _tidy(" ".join(words))[:LONGEST_TITLE]
    title = _tidy(title) or _named_by(said)
    return title[:1].upper() + title[1:] if len(title[:1].upper()) == 1 else title


def _named_by(said: dict[NamePart, str]) -> str:
    """'Innkalling.pdf' is called just that, and the word is not said twice."""
    for part in (NamePart.KIND, NamePart.PLAN_TYPE):
        if word := said.get(part):
            said[part] = ""
            return word
    return UNTITLED


def _tidy(text: str) -> str:
    return shown(safe_name(text).replace("_", " ")).strip(" .-")


def _without(separator: str, text: str) -> str:
    text = shown(text)
    while separator.strip() and separator in text:  # 'a - - b' still holds one after the first is taken out
        text = shown(text.replace(separator, " "))
    return text


def _form(part: NamePart, rule: Rule, around: Surroundings) -> str:
    match part:
        case NamePart.DATE:
            return r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
        case NamePart.YEAR:
            return r"[0-9]{4}"
        case NamePart.VERSION:
            return r"v[0-9]{1,3}"
        case NamePart.PLACE:
            return "|".join(map(re.escape, around.as_written(rule)))
        case NamePart.PLAN_TYPE:
            return "|".join(PLAN_TYPES)
        case NamePart.KIND:
            return "|".join(KINDS)
    separator = re.escape(rule.separator)
    sign = rf"(?!{separator})." if rule.separator.strip() else "."
    return rf"(?!\s)(?:{sign})+(?<!\s)"


def _present(parts: tuple[NamePart, ...]) -> Iterator[tuple[NamePart, ...]]:
    """Every way the optional parts may be there or not, the fullest first."""
    optional = [part for part in parts if part in OPTIONAL]
    for absent in range(len(optional) + 1):
        for left_out in combinations(optional, absent):
            yield tuple(part for part in parts if part not in left_out)
