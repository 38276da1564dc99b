"""A rule for file names as people write it → the parts and what stands between them, and what was not understood.

'dato_kommune_tittel', 'ÅÅÅÅ-MM-DD Kommune Tittel', '[år] – plantype – tittel' and '2026-03-12_Fjordvik_Referat' all say
one. Nothing is refused: what could not be read is handed back, for a person to decide. Pure, as `naming` is.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from plandugnad.archive.names import parted, shown
from plandugnad.archive.naming import KINDS, MONTHS, PLAN_TYPES, NamePart, Rule

MOST_PARTS = 5  # as many as the settings of a room have places for
LONGEST_WORDS = 500
# As files are named by people who have no rule.
TRIED = ("referat fra oppstartsmøte 12.6.2027 (2).docx", "Kopi av høringsuttalelse endelig.pdf")


class Aside(StrEnum):
    """What a reader of the rule should know about how it was read; each with the words it is about."""

    UNKNOWN = "unknown"  # left out
    TITLE = "title"  # taken as what the file is about
    JOINED = "joined"  # several words for what the file is about: one part
    TWICE = "twice"  # said before
    NO_TITLE = "no_title"  # added, or all names would be the same
    DATE_FORM = "date_form"  # the archive writes dates in one way
    SEPARATOR = "separator"  # another than the archive has
    UNSAID = "unsaid"  # nothing says what stands between
    TOO_MANY = "too_many"  # more parts than a rule has


@dataclass(frozen=True)
class RuleRead:
    """An empty rule when no part was understood. `named` are kinds the rule itself names, as 'mal' and 'avtale'."""

    rule: Rule
    asides: tuple[tuple[Aside, str], ...] = ()
    named: tuple[tuple[NamePart, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rule)

    @property
    def is_sure(self) -> bool:
        """Nothing a person ought to look at."""
        return bool(self.rule) and not {aside for aside, _words in self.asides} & _UNSURE


_UNSURE = {Aside.UNKNOWN, Aside.TITLE, Aside.UNSAID, Aside.TOO_MANY}
_WORDS: Mapping[NamePart, str] = {
    NamePart.DATE: "dato datoen møtedato date yyyymmdd ååååmmdd",
    NamePart.YEAR: "år året årstal årstall årstallet årstalet year åååå yyyy",
    NamePart.PLACE: (
        "kommune kommunen kommunenavn kommunenamn kommunar kommuner kommunenummer kommunenr sted stedet stad "
        "staden stedsnavn stadnamn region regionen samarbeid samarbeidet municipality place"
    ),
    NamePart.PLAN_TYPE: "plantype plantypen plantypar planslag plankategori",
    NamePart.KIND: (
        "dokumenttype dokumenttypen dokumentslag dokumentkategori type slag filtype innholdstype kategori kind doctype"
    ),
    NamePart.TITLE: (
        "tittel tittelen emne emnet tema temaet sak saka saken saksnavn saksnamn navn namn navnet namnet overskrift "
        "innhold innhald beskrivelse beskriving stikkord møte møtet møtenavn møtenamn plan planen plannavn plannamn "
        "prosjekt prosjektnavn prosjektnamn title theme topic subject name meeting"
    ),
    NamePart.VERSION: "versjon versjonen versjonsnummer utgave utgåve revisjon revisjonsnummer rev version",
}
_PHRASES: Mapping[str, NamePart] = {
    "type dokument": NamePart.KIND,
    "slags dokument": NamePart.KIND,
    "slag dokument": NamePart.KIND,
    "hva slags dokument": NamePart.KIND,
    "kva slags dokument": NamePart.KIND,
    "type plan": NamePart.PLAN_TYPE,
    "slags plan": NamePart.PLAN_TYPE,
    "slag plan": NamePart.PLAN_TYPE,
    "navn på kommunen": NamePart.PLACE,
    "navn på kommune": NamePart.PLACE,
    "namn på kommunen": NamePart.PLACE,
    "namn på kommune": NamePart.PLACE,
    "navn på planen": NamePart.TITLE,
    "namn på planen": NamePart.TITLE,
    "navn på møtet": NamePart.TITLE,
    "namn på møtet": NamePart.TITLE,
    "kort tittel": NamePart.TITLE,
    "kort beskrivelse": NamePart.TITLE,
    "kort beskriving": NamePart.TITLE,
}
_PART_OF = {word: part for part, words in _WORDS.items() for word in words.split()}
# Words that hold a sentence together, and say nothing of a name: 'først dato, så kommune og til slutt tittel'.
_BINDING = frozenset((
    "så", "og", "deretter", "til", "slutt", "sist", "først", "fyrst", "med", "begynn", "begynne", "start", "starter",
    "startar", "startes", "alltid", "skriv", "skrives", "skriver", "i", "på", "den", "det", "de", "en", "ei", "et",
    "eit", "etter", "etterfulgt", "følgd", "av", "eller", "som", "for", "er", "skal", "være", "vere", "filnavn",
    "filnamn", "filnavnet", "filnamnet", "fil", "fila", "filen", "filene", "navngis", "kall", "kalles", "bruk",
    "bruke", "eksempel", "eks", "døme", "f.eks", "then", "and", "the", "first", "with", "always", "use", "file",
    "filename", "of", "vi", "dere", "me", "dykk", "we", "skrive", "skriva", "bruker", "brukar", "brukes", "skulle",
    "må", "bør", "vil", "ønsker", "ønskjer", "setter", "set", "sette", "har", "alle", "filnavnene", "filnamna",
    "våre", "namngje", "navngir", "navngi", "kaller", "kallar", "begynner", "byrjar", "byrje", "slutter", "sluttar",
    "bakerst", "bakarst", "fremst", "framst", "foran", "framfor", "fyrste", "siden", "derpå", "dernest", "samt",
    "gjerne", "alt", "hele", "heile", "men",
))  # fmt: skip
_LEAD = re.compile(
    r"^(?:for eksempel|f\.?\s?eks\.?|eksempel|til dømes|t\.?d\.?|døme|regel|navneregel|namneregel|for example|e\.g\.)"
    r"\s*[:=]?\s+",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\S\s+(?:først|fyrst|fremst|framst)\W*$", re.IGNORECASE)  # 'tittel, men dato først'
_MONTH = "|".join(MONTHS)
# Each way to write a day or to say how it is written, the longest first. The first is the archive's own.
_OWN_DATE = r"(?:åååå|yyyy|(?:19|20)\d\d)-(?:mm|\d\d)-(?:dd|\d\d)"
_DATE = re.compile(
    rf"(?<![^\W_])(?:(?P<own>{_OWN_DATE})"
    r"|(?:åååå|yyyy|(?:19|20)\d\d)[.\s/](?:mm|\d\d)[.\s/](?:dd|\d\d)"
    r"|(?:dd|\d{1,2})[.\-/]\s?(?:mm|\d{1,2})[.\-/]\s?(?:åååå|yyyy|åå|yy|(?:19|20)\d\d)"
    rf"|\d{{1,2}}\.?\s?(?:{_MONTH})\s(?:19|20)\d\d"
    r"|ååååmmdd|yyyymmdd|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?![^\W_])",
    re.IGNORECASE,
)
_DAY = "\ue000"  # stands for a day in what is left to read; of the signs `shown` never leaves in a text
_BRACKETS = re.compile(r"[\[\]{}<>«»\"“”'´`*]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_VERSION = re.compile(r"(?:v|ver|versjon|utgave|utgåve|rev|nr)[.\s]?(?:\d{1,3}|[x#n]{1,2})?", re.IGNORECASE)
_STRONG = (("_", re.compile(r"\s*_+\s*")), (" - ", re.compile(r"\s+[-–—]\s+")))
_OTHER = re.compile(r"\s*(?:[,;|+/\\=→>]|(?<=[^\s])[-–—](?=[^\s]))\s*")


def read_rule(words: str, places: Collection[str] = ()) -> RuleRead:
    """`places` are names that stand for a municipality when the rule is written as an example."""
    text = _LEAD.sub("", shown(words[:LONGEST_WORDS])).strip()
    if not text:
        return RuleRead(Rule(()))
    return _Reader(places).read(text)


class _Reader:
    def __init__(self, places: Collection[str]) -> None:
        self.places = {one.casefold() for one in places}
        self.parts: list[NamePart] = []
        self.titles: list[str] = []
        self.guessed: list[str] = []
        self.named: dict[NamePart, str] = {}
        self.asides: list[tuple[Aside, str]] = []

    def read(self, text: str) -> RuleRead:
        stem = parted(text)[0]
        stem = _DATE.sub(self._day, _BRACKETS.sub(" ", stem.replace(_DAY, " ")))
        stem = re.sub(r"\(\s*\)", " ", re.sub(rf"(?:dato|date)\s*\(?\s*{_DAY}\s*\)?", _DAY, stem, flags=re.I))
        stem = re.sub(rf"\(\s*{_DAY}\s*\)", _DAY, stem)
        separator, pieces = self._cut(_shown_with_day(stem))
        for piece in pieces:
            before = len(self.parts)
            self._take(piece, is_alone=len(pieces) == 1)
            if _FIRST.search(piece):
                self.parts = self.parts[before:] + self.parts[:before]
        return self._made(separator)

    def _day(self, found: re.Match[str]) -> str:
        if not found["own"]:
            self.asides.append((Aside.DATE_FORM, found[0]))
        return _DAY

    def _cut(self, text: str) -> tuple[str, list[str]]:
        """What stands between the parts, and the parts; by the clearest sign there is."""
        for separator, sign in _STRONG:
            if sign.search(text):
                if separator == " - " and re.search(r"\s[–—]\s", text):
                    self.asides.append((Aside.SEPARATOR, "–"))
                return separator, [one for one in sign.split(text) if one.strip()]
        if found := _OTHER.search(text):
            pieces = [one for one in _OTHER.split(text) if one.strip()]
            if any(word.casefold() in _BINDING for word in text.split()):
                self.asides.append((Aside.UNSAID, ""))
                return "_", pieces
            self.asides.append((Aside.SEPARATOR, found[0].strip()))
            return " - " if found[0].strip() in "-–—" else "_", pieces
        return " ", [text]

    def _take(self, piece: str, *, is_alone: bool) -> None:
        """One piece: a part by its name, or several words that are each a part."""
        if part := self._part(piece):
            self._add(part, piece)
            return
        words = self._words(piece)
        known = [(self._part(word), word) for word in words]
        if not is_alone and {part for part, _word in known} <= {None, NamePart.TITLE}:
            whole = piece if len(words) == len(piece.split()) else " ".join(words)
            if any(part for part, _word in known):
                self._add(NamePart.TITLE, whole)
            else:
                self._guess(whole)
            return
        for is_known, group in _runs(known):
            if is_known:
                for word in group:
                    if found := self._part(word):
                        self._add(found, word)
            else:
                self._guess(" ".join(group))

    def _words(self, piece: str) -> list[str]:
        """Without what only binds; two that mean something together are one."""
        words = [word for word in re.split(r"[\s,;:()]+", piece.replace(_DAY, f" {_DAY} ")) if word.strip(".")]
        found: list[str] = []
        while words:
            for length in (3, 2):
                phrase = " ".join(words[:length])
                if len(words) >= length and self._part(phrase):
                    found.append(phrase)
                    words = words[length:]
                    break
            else:
                word = words.pop(0)
                found += [] if word.casefold() in _BINDING else [word]
        return found

    def _part(self, words: str) -> NamePart | None:
        word = words.strip(" .:;,()").casefold()
        if word == _DAY:
            return NamePart.DATE
        if part := _PART_OF.get(word) or _PHRASES.get(word):
            return part
        if word in self.places or word.removesuffix(" kommune") in self.places:
            return NamePart.PLACE
        if _YEAR.fullmatch(word):
            return NamePart.YEAR
        if word in KINDS:
            return NamePart.KIND
        if word in PLAN_TYPES:
            return NamePart.PLAN_TYPE
        return NamePart.VERSION if _VERSION.fullmatch(word) else None

    def _add(self, part: NamePart, words: str) -> None:
        if part is NamePart.TITLE:
            if not self.titles and part in self.parts:
                self.parts.remove(part)  # put there by a guess
            self.titles.append(words.strip(" .:;,()"))
        word = words.strip(" .:;,()").casefold()
        if word in KINDS or word in PLAN_TYPES:
            self.named.setdefault(part, word)
        if part not in self.parts:
            self.parts.append(part)
        elif part is not NamePart.TITLE:
            self.asides.append((Aside.TWICE, words.replace(_DAY, "").strip()))

    def _guess(self, words: str) -> None:
        """What has no name here is what the file is about, or an example of it."""
        if said := words.replace(_DAY, " ").strip(" .:;,()"):
            self.guessed.append(said)
            if NamePart.TITLE not in self.parts:
                self.parts.append(NamePart.TITLE)

    def _made(self, separator: str) -> RuleRead:
        if all(part is NamePart.TITLE for part in self.parts) and not self.titles:
            return RuleRead(Rule(()), tuple((Aside.UNKNOWN, words) for words in self.guessed))
        asides = self.asides + [(Aside.TITLE, words) for words in self.guessed]
        if len(self.titles) > 1:
            asides.append((Aside.JOINED, ", ".join(self.titles)))
        if len(self.parts) > MOST_PARTS:
            kept = [part for part in self.parts if part is not NamePart.TITLE][: MOST_PARTS - 1]
            asides += [(Aside.TOO_MANY, "")]
            self.parts = [part for part in self.parts if part in kept or part is NamePart.TITLE]
        if NamePart.TITLE not in self.parts:
            asides.append((Aside.NO_TITLE, ""))
            self.parts = self.parts[: MOST_PARTS - 1]
        return RuleRead(Rule.of(self.parts, separator), tuple(dict.fromkeys(asides)), tuple(self.named.items()))


def _shown_with_day(text: str) -> str:
    """As `shown`, and the sign that stands for a day with it."""
    return (
        _DAY.join(f" {shown(piece)} " if shown(piece) else " " for piece in text.split(_DAY)) if _DAY in text else text
    )


def _runs(known: "list[tuple[NamePart | None, str]]") -> Iterator[tuple[bool, list[str]]]:
    """Words of one sort that stand together."""
    group: list[str] = []
    for place, (part, word) in enumerate(known):
        group.append(word)
        is_last = place + 1 == len(known)
        if is_last or (known[place + 1][0] is None) != (part is None):
            yield part is not None, group
            group = []
