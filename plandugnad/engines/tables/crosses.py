"""Headings over columns of crosses: a decision («Blir oppheva»), a state, or a year of work («Oppstart 2026»)."""

import re
from functools import lru_cache

from plandugnad.engines.tables.phrases import is_bare_phrase, phrase

# What is said as a state in a cell («opphevet») is a choice when crosses stand under it; and bare nouns.
_HEADINGS: tuple[tuple[str, str], ...] = (
    ("merge", r"slå sammen|slå saman|slått sammen|slått saman|slegen saman|sammenslåing|samanslåing|innlemming"
              r"|innlemma|innlemmet|sammenslått|samanslått"),
    ("repeal", r"utgå|utgått|oppheving|oppheves?|opphevet|oppheva|utgår oppheves|oppheves utgår|opphør|avvikling"
               r"|avvikles|avvikla|avviklet|utfasing|utløper|går ut|skal ut|fjernes|fjernast"),
    ("continue", r"videreføring|vidareføring|videreført|vidareført|uendret|uendra|beholde|behalde|uten endring"
                 r"|utan endring|beholdt|behalden|vidareførerast"),
    ("new", r"ny|ny plan|nye|nytt|nye planer|nye planar|nyutarbeiding|nyutarbeidelse|ny utarbeides|utarbeiding"
            r"|utarbeidelse|ny strategi|ny plan strategi"),
    ("revise", r"revisjon|revidering|revidert|rullering|rullert|oppdatering|oppdatert|endring|endringer|endringar"
               r"|revideres rulleres|fornying|fornyelse|revideres|reviderast|endres|endrast"),
)  # fmt: skip
_WHEN = r"(?: (?:i|for|av) (?:perioden|planperioden|valgperioden|valperioden|planstrategiperioden|planstrategien))?"
_PATTERNS = [(decision, re.compile(rf"(?:{words}){_WHEN}\Z")) for decision, words in _HEADINGS]
_PERIOD = re.compile(rf"{_WHEN[:-1]}\Z")

_WORK = (
    r"år|i|planlagt|planlagd|planlegges|planleggast|arbeid|planarbeid|oppstart|start|startes|startast|revisjon"
    r"|revidering|revideres|reviderast|rullering|rulleres|rullerast|gjennomføring|gjennomføres|gjennomførast"
    r"|utarbeiding|utarbeides|utarbeidast|behandles|handsamast|vedtas|vedtakast|aktivitet|tiltak|framdrift"
    r"|fremdrift|prioritert|prioriteres|prioriterast|skal|blir|vert|revideres rulleres|oppdateres|oppdaterast|plan"
)
_PART_OF_YEAR = (
    r"(?:vår|høst|haust|sommer|sumar|vinter)(?:en|a)?|[1-4] ?(?:halvår|kvartal|tertial|kv|t)|q[1-4]|[hv](?=\d)"
)
_YEAR = re.compile(
    rf"(?:(?:{_WORK}|{_PART_OF_YEAR}) ?)*((?:19|20)\d\d)(?: (?:x|{_WORK}|{_PART_OF_YEAR}))?\Z"
)  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1990, 2080


@lru_cache(maxsize=5_000)
def decision_of(heading: str) -> str | None:
    """The decision a heading, as `normalised_heading` leaves it, names if crosses stand under it."""
    for decision, pattern in _PATTERNS:
        if pattern.match(heading):
            return decision
    bare = _PERIOD.sub("", heading)
    if re.search(r"\d", bare) or not is_bare_phrase(bare):
        return None
    return phrase(bare).decision


@lru_cache(maxsize=5_000)
def state_of(heading: str) -> str | None:
    """The status a heading names if crosses stand under it."""
    return phrase(heading).status if is_bare_phrase(heading) and decision_of(heading) is None else None


@lru_cache(maxsize=5_000)
def work_year(heading: str) -> int | None:
    """The year a column is for, bare or with a word of work or a part of the year beside it."""
    found = _YEAR.match(heading)
    return int(found[1]) if found and _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR else None


def is_bare_year(heading: str) -> bool:
    return heading.removeprefix("år ").isdigit()
