"""A title, a theme or a text → the matters it is of, the names in it, and what sort of document it says it is."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from plandugnad.engines.alike.words import form_of, is_of_no_matter, stem_of
from plandugnad.engines.overlap.compounds import Made, made_of, root_of
from plandugnad.engines.overlap.lexicon import LONGEST_PHRASE, PHRASE_STARTS, PHRASES, SUBJECTS, Term, listed, written

# A word with a hyphen at its end waits for the rest: «barnehage- og skolebruksplan».
_WORD = re.compile(r"[^\W_]+(?:-(?=[\s,/]|$))?")
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")  # what a plan is called, beside what it is: «Sammen for barna»
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s*[-–—/]\s*(?:19|20)?\d\d)?\b")
_PROPERTY = re.compile(r"\b(?:gnr|bnr|gbnr|gårds|planid|plan-id|saksnr)\b\.?\s*[\d/,.\s]*", re.IGNORECASE)
_ROAD = re.compile(r"\b(fv|rv|kv|ev|e|fylkesve[ig]|riksve[ig]|europave[ig])\b\.?\s*(\d+)\b", re.IGNORECASE)
_RESTS = ("bruk", "vern", "miljø", "beredskap", "sikring", "bygg", "sikkerhet", "vei", "plass", "forvaltning")
_MOST_WORDS = 250  # of a text; what a plan is about is said before that
_ENDS = re.compile(rf"s?(?:{'|'.join(sorted(written('ends'), key=len, reverse=True))})$")
_SHORTEST_BEFORE_END = 3
_IS_PLAN = re.compile(r"(?:plan(?:en|er|ar)?|strategi(?:en)?|melding(?:a|en)?|program(?:met)?)$")
_OPENINGS = ("ground", "plans")
_SIDES, _INSTITUTIONS = listed("sides"), listed("institutions")
_SIDE_NAMES = {"aust": "øst", "østre": "øst", "austre": "øst", "sud": "sør", "søndre": "sør", "nordre": "nord"}
_COMMUNE, _SHORTEST_UNKNOWN = "kommun", 2


@dataclass
class Matter:
    """What words say, each matter with the words as they were written.

    `subjects` are keys of the table; `only_for` those among them that are only for whom, or in what, the rest is, and
    `within` those in what; `unknown` the stems of other words that may be the matter; `names` the stems of what is
    written as a name is, and of roads by number; `sides` north or south of them, and numbers; `marks` the lists its
    words for the document stand in; `said` the stems of all that is not in those; `named_house`, whether a name is that
    of a school or the like; `opens_with`, which of «plans» and «ground» is said first.
    """

    subjects: dict[str, str] = field(default_factory=dict)
    only_for: set[str] = field(default_factory=set)
    within: set[str] = field(default_factory=set)
    unknown: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    sides: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    named_house: bool = False
    opens_with: str = ""


@dataclass(frozen=True)
class _Word:
    written: str
    form: str
    is_within: bool = False  # after «i»: «språk i barnehagen»

    @property
    def stem(self) -> str:
        """Without what says that it is a plan."""
        return _bare_stem(self.form)

    @property
    def waits(self) -> bool:
        return self.written.endswith("-")


@lru_cache(maxsize=50_000)
def _bare_stem(form: str) -> str:
    bare = _ENDS.sub("", form)
    return stem_of(bare if len(bare) >= _SHORTEST_BEFORE_END else form)


def matter_of(title: str, *, is_land: bool = False) -> Matter:
    """Of a title. In the title of a land plan the first word may be a name, and numbers tell plans apart."""
    text = unicodedata.normalize("NFKC", title)
    found = _read_title(_QUOTED.sub(" ", text), is_land=is_land)
    return found if found.subjects or found.unknown or found.names else _read_title(text, is_land=is_land)


def _read_title(text: str, *, is_land: bool) -> Matter:
    found = Matter()
    shouts = text.isupper()
    for road in _ROAD.finditer(text):
        found.names[f"{road[1][0].casefold()}{road[2]}"] = road[0]
    words = _without_municipality(list(_words(_ROAD.sub(" ", _PROPERTY.sub(" ", _YEARS.sub(" ", text))))))
    at = 0
    while at < len(words):
        length, term = _phrase(words[at : at + LONGEST_PHRASE])
        if term:
            together = " ".join(word.written for word in words[at : at + length])
            _add(found, Made((term,)), together, words[at])
        else:
            length = 1
            may_be_name = words[at].written[0].isupper() and not shouts
            is_name = may_be_name and (at > 0 or is_land or _opens_with_name(words))
            _read(found, words, at, is_name=is_name, is_land=is_land)
        at += length
    if found.unknown.keys() & found.names.keys():
        found.unknown = {stem: word for stem, word in found.unknown.items() if stem not in found.names}
    return found


def counted(text: str) -> Counter[str]:
    """How many times a text says a word of each subject, of its first 250 words."""
    found: Counter[str] = Counter()
    words = [word for word in _words(text, most=_MOST_WORDS) if not is_of_no_matter(word.form)]
    at = 0
    while at < len(words):
        length, term = _phrase(words[at : at + LONGEST_PHRASE])
        made = Made((term,)) if term else made_of(words[at].form)
        found.update({subject for one in made.terms for subject in one.subjects})
        at += length
    return found


def _words(text: str, most: int | None = None) -> Iterator[_Word]:
    for number, word in enumerate(_WORD.finditer(unicodedata.normalize("NFKC", text))):
        if most is not None and number >= most:
            return
        yield _Word(word[0], form_of(word[0].removesuffix("-").casefold()))


def _without_municipality(words: Sequence[_Word]) -> list[_Word]:
    """Whose it is, is not what it is about: «Folkehelseplan for Fjordvik kommune»."""
    whose = {
        at - 1
        for at, word in enumerate(words)
        if at and stem_of(word.form) == _COMMUNE and words[at - 1].written[0].isupper() and at > 1
    }
    within = next((at for at, word in enumerate(words) if word.form == "i"), len(words))
    return [
        replace(word, is_within=at > within)
        for at, word in enumerate(words)
        if at not in whose and (len(words) == 1 or not is_of_no_matter(word.form))
    ]


def _opens_with_name(words: Sequence[_Word]) -> bool:
    """«Nesset hyttefelt», «Beitostølen sentrumsplan»: letters nobody knows, before a word of somewhere."""
    if _IS_PLAN.search(words[0].form):
        return False
    said = {subject for word in words[1:] for subject in made_of(word.form).subjects}
    return any(SUBJECTS[subject].kind in ("place", "purpose") for subject in said)


def _phrase(words: Sequence[_Word]) -> tuple[int, Term | None]:
    if stem_of(words[0].form) not in PHRASE_STARTS and words[0].stem not in PHRASE_STARTS:
        return 1, None
    stems = [stem_of(word.form) for word in words]
    bare = [word.stem for word in words]
    for length in range(len(stems), 1, -1):
        last = length - 1
        tries = (stems[:length], [*stems[:last], bare[last]], bare[:length])
        if term := next((PHRASES[tuple(said)] for said in tries if tuple(said) in PHRASES), None):
            return length, term
    return 1, None


def _read(found: Matter, words: Sequence[_Word], at: int, *, is_name: bool, is_land: bool) -> None:
    word = words[at]
    stem = stem_of(word.form)
    if stem in _SIDES or word.form in _SIDE_NAMES:
        found.sides.add(_SIDE_NAMES.get(word.form, stem))
    elif any(sign.isdigit() for sign in word.form):
        if is_land or not word.form.isdigit():
            found.sides.add(word.form)
    else:
        made = _filled(word, words[at + 1 : at + 3]) or made_of(word.form)
        if made.unknown and is_name:
            found.names[stem] = word.written
            after = words[at + 1].form if at + 1 < len(words) else ""
            found.named_house = found.named_house or stem_of(after) in _INSTITUTIONS
        else:
            _add(found, made, word.written, word)


def _filled(word: _Word, after: Sequence[_Word]) -> Made | None:
    """A word that waits for the rest of the next, when the two are one matter together."""
    if not word.waits:
        return None
    follows = " ".join(one.form for one in after)
    tries = (made_of(word.form + rest) for rest in _RESTS if rest in follows)
    return next((made for made in tries if len(made.terms) == 1 and made.subjects and not made.unknown), None)


def _add(found: Matter, made: Made, written: str, word: _Word) -> None:
    is_field = word.is_within and bool(found.subjects.keys() - found.only_for or found.unknown)
    for term in made.terms:
        found.marks |= term.marks
        for subject in term.subjects:
            if subject in found.subjects and not (term.only_for or is_field):
                found.only_for.discard(subject)
            elif subject not in found.subjects and (term.only_for or is_field):
                found.only_for.add(subject)
                found.within.update((subject,) if is_field else ())
            found.subjects.setdefault(subject, written.removesuffix("-"))
        found.opens_with = found.opens_with or next((mark for mark in _OPENINGS if mark in term.marks), "")
    if _IS_PLAN.search(word.form):
        found.marks.add("plans")
        found.opens_with = found.opens_with or "plans"
    if made.unknown and len(made.unknown) > _SHORTEST_UNKNOWN and not made.subjects:
        found.unknown[made.unknown] = written
    if made.subjects or made.unknown:
        found.said.add(root_of(word.stem))


def joined(matters: Iterable[Matter]) -> Matter:
    """What several say together, as the themes of one plan."""
    found = Matter()
    for one in matters:
        for subject, said in one.subjects.items():
            found.subjects.setdefault(subject, said)
        found.unknown |= one.unknown
        found.names |= one.names
        found.only_for |= one.only_for
    found.only_for -= {subject for one in matters for subject in one.subjects.keys() - one.only_for}
    return found
