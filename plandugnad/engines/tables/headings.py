"""Words municipalities put over their columns, in bokmål and nynorsk, and the field each may mean.

A heading can be sure (the whole text is listed) or only likely (a word in it is). What the cells under it say decides
between fields that the heading leaves open; see `columns.py`.
"""

import re
from functools import lru_cache

from plandugnad.engines.tables.abbreviations import written_out
from plandugnad.engines.tables.crosses import decision_of, is_bare_year, state_of, work_year
from plandugnad.engines.tables.heading_parts import fields_by_part
from plandugnad.engines.tables.text import even
from plandugnad.engines.tables.vocabulary import HEADINGS

FIELDS = (
    "name", "plan_type", "section", "status", "decision", "adopted", "last_revised", "period", "revision_due",
    "case_reference", "responsible", "priority", "legal_basis", "notes",
)  # fmt: skip

# Columns that mean nothing here, though some words in them look as if they did.
_MEANINGLESS = re.compile(
    r"(?:nr|løpe ?nr|løpenummer|l ?nr|nummer|id(?: nr)?|#|no|komm?(?:une)? ?(?:nr|nummer)|rad|pos|gnr(?: bnr)?"
    r"|(?:(?:nasjonal|gammel|gamal|tidligere|tidlegare|lokal|ny|kommunal) ?)*(?:areal)?plan ?(?:id|ident\w*|nr|nummer)"
    r"(?: nr)?|(?:(?:link|lenke|lenkje) til .*|\w*(?:lenke|lenkje|link|url|nettside|nettadresse))"
    r"|(?:antall |tal )?sider?|vedlegg|fil|filnavn|filnamn|telefon|tlf|epost|e post|e-post"
    r"|beløp|kostnad|budsjett|kroner|kr"
    r"|timer|timar|årsverk|ressurser|ressursar|ressursbehov|kommune)\Z"
)
_MONEY = re.compile(r"\b(?:beløp|kostnad\w*|budsjett|kroner|kr|nok|sum|timer|timar|årsverk|regnskap|rekneskap)\b")
_BROKEN = re.compile(r"(?<=\w)-\s+(?=[a-zæøå])")
# What may follow a heading without changing what it means: «Stadium per 2025», «Eining i kommunen».
_QUALIFIER = re.compile(
    r" (?:(?:pr|per)(?: \w+)* (?:19|20)\d\d|i dag|nå|no|politisk|dato|år|(?:i|av|på|for|til|fra|frå|ved) (?:planen|plan"
    r"|planane|planene|kommunen|kommunestyret|ks|kst|perioden|planperioden|administrasjonen|kommunedirektøren"
    r"|planarbeidet|planstrategien|arbeidet))\Z"
)
# Headings that say too little alone; a group heading over them tells what they are about.
GENERIC_TEXT = """
    dato år årstall årstal sak nr saksnr når tid hvem kven ansvar status frist type navn namn plan sist neste
    start slutt ks kst tittel
"""
GENERIC = frozenset(GENERIC_TEXT.split())

_LATEST = re.compile(r"\b(?:sist|siste|gjeldende|gjeldande)\b")
# Half a span, in the lower of two rows of headings: «Planperiode» over «Fra» and «Til».
_HALVES = frozenset(["fra", "frå", "til", "f o m", "t o m", "fom", "tom", "start", "slutt", "ferdig", "avslutning"])

_LOOKUP: dict[str, list[tuple[str, float]]] = {}
for _field, _by_sureness in HEADINGS.items():
    for _sureness, _words in _by_sureness.items():
        for _heading in _words.split("|"):
            _LOOKUP.setdefault(" ".join(_heading.split()), []).append((_field, _sureness))
_SURE_NAMES = frozenset(heading for heading, meanings in _LOOKUP.items() if ("name", 1.0) in meanings)
# «Saks-nr», «Tj.område»: the same words, written apart.
_WRITTEN_TOGETHER = {heading.replace(" ", ""): meanings for heading, meanings in reversed(_LOOKUP.items())}


@lru_cache(maxsize=5_000)
def normalised_heading(text: str) -> str:
    """Small letters, no punctuation, one space: what headings are compared and remembered by."""
    low = even(text).casefold()
    low = re.sub(r"\([^)]*\)", " ", low) if re.sub(r"\([^)]*\)", "", low).strip(" .:*") else low
    low = re.sub(r"(?<=\w)-(?:\s|$)", " ", low)
    return " ".join(re.sub(r"[^\w§#]+", " ", low).split())


@lru_cache(maxsize=5_000)
def candidates(text: str) -> tuple[tuple[str, float], ...]:
    """The fields a heading may mean, the surest first."""
    heading = normalised_heading(text)
    if not heading or len(heading) > 70 or _MEANINGLESS.match(heading):
        return ()
    listed = _listed(heading) or _listed(normalised_heading(_BROKEN.sub("", text)))
    found = dict(listed) or fields_by_part(written_out(heading))
    if "adopted" in found and _LATEST.search(heading):
        found.setdefault("last_revised", found["adopted"] - 0.1)  # beside «Først vedtatt»
    if not listed and decision_of(heading):
        found.pop("name", None)  # «Ny plan», «Går inn i annan plan» name no plans
    return tuple(sorted(found.items(), key=lambda pair: -pair[1]))


def _listed(heading: str) -> list[tuple[str, float]]:
    """The meanings of a heading as listed: as it is, written out, written together, or without what follows it."""
    full = written_out(heading)
    for form in dict.fromkeys((heading, full)):
        if found := _LOOKUP.get(form) or _WRITTEN_TOGETHER.get(form.replace(" ", "")):
            return found
    core = _QUALIFIER.sub("", full)
    return [(field, sureness - 0.05) for field, sureness in _listed(core)] if core != full else []


def names_plans(text: str) -> bool:
    """A heading surely over the names of plans; quick, since it is asked of every cell."""
    return len(text) < 40 and text.casefold().strip(" .:*") in _SURE_NAMES


def year_of(text: str) -> int | None:
    """The year a column is for."""
    return work_year(normalised_heading(text))


def is_year_alone(text: str) -> bool:
    return is_bare_year(normalised_heading(text))


def cross_decision(text: str) -> str | None:
    """The decision a heading names, if crosses stand under it."""
    return decision_of(normalised_heading(text))


def names_state(text: str) -> bool:
    """«Gjeldende», «Under arbeid»: a state, where crosses stand under it."""
    return state_of(normalised_heading(text)) is not None


def is_about_money(text: str) -> bool:
    return bool(_MONEY.search(normalised_heading(text)))


def is_meaningless(text: str) -> bool:
    return bool(_MEANINGLESS.match(normalised_heading(text)))


def is_heading(text: str) -> bool:
    """Listed, or a year, or a decision word: such as stands in a header row."""
    heading = normalised_heading(text)
    if (
        heading in _HALVES
        or heading in _LOOKUP
        or _listed(heading)
        or year_of(text)
        or _MEANINGLESS.match(heading)
        or cross_decision(text)
    ):
        return bool(heading)
    return len(heading.split()) <= 6 and any(sureness >= 0.6 for _, sureness in candidates(text))
