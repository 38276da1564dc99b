"""Words municipalities put over their columns, in bokmål and nynorsk, and the field each may mean.

A heading can be sure (the whole text is listed) or only likely (a word in it is). What the cells under it say decides
between fields that the heading leaves open; see `columns.py`.
"""

import re
from functools import lru_cache

from plandugnad.engines.tables.text import even
from plandugnad.engines.tables.vocabulary import HEADINGS

FIELDS = (
    "name", "plan_type", "section", "status", "decision", "adopted", "last_revised", "period", "revision_due",
    "case_reference", "responsible", "priority", "legal_basis", "notes",
)  # fmt: skip

# Part of a longer heading; used when the whole is not listed. The heading must still be short.
_PARTS: tuple[tuple[str, str, float], ...] = (
    ("last_revised", r"\b(?:sist|siste|forrige|førre)\b.*\b(?:revi|rull|oppdat|endr|just)", 0.85),
    ("adopted", r"\b(?:sist|først|fyrst)?\s*(?:vedtatt|vedteken|vedteke|godkjent|godkjend)\b", 0.84),
    ("adopted", r"\bvedtaks?(?:dato|år)|\bvedtatt\b|\bvedteken\b|\bdato for vedtak", 0.8),
    ("case_reference", r"\bsaks?-?(?:nr|nummer|ref)|\barkivsak|\bvedtakssak|\bephorte|\bwebsak|\bjournal|\b(?:k|ks"
    r"|kst) ?sak\b", 0.8),
    ("revision_due", r"\b(?:neste|skal|planlagt|ny|bør|må)\b.*\b(?:revi|rull|oppdat|oppstart|start)", 0.8),
    ("revision_due", r"\b(?:revisjon|revidering|rullering|revideres|reviderast|rulleres|rullerast|oppstart)\b", 0.65),
    ("decision", r"\bbehov\b|\bvidareføring\b|\bvideref", 0.65),
    ("period", r"\bperiode|\bgyldighe|\bvarighet|\bgjelder for|\bgjeld for", 0.7),
    ("responsible", r"\bansvar|\bplaneier|\bplaneigar", 0.75),
    ("priority", r"\bprior", 0.75),
    ("legal_basis", r"\blov(?:krav|hjemmel|heimel|grunnlag|pål)|\bhjemm?el|\bheimel", 0.75),
    ("section", r"\b(?:tjeneste|teneste|fag|virksomhets|verksemds|kommunal|tema)område|\bsektor\b", 0.7),
    ("status", r"\bstatus\b|\btilstand\b", 0.7),
    ("notes", r"\bmerknad|\bkommentar|\banmerkning", 0.7),
    ("plan_type", r"\bplantype|\btype plan|\bplankategori|\bplannivå", 0.75),
    ("name", r"\bplan(?:n[ae][vm]n|namn|tittel)|\b(?:navn|namn|tittel)\b.*\bplan|\bplan\w*\b.*\b(?:navn|namn"
    r"|tittel)\b", 0.8),
    ("name", r"\bkommunale plan|\bplaner\b|\bplanar\b|\bstrategier\b|\btemaplan|\bkommunedelplan|\bfagplan"
    r"|\bplan\b", 0.5),
)  # fmt: skip
# Columns that mean nothing here, though some words in them look as if they did.
_MEANINGLESS = re.compile(
    r"(?:nr|løpenr|løpenummer|lnr|nummer|plannr|plannummer|plan nr|plan id|planid|arealplanid|nasjonal planid"
    r"|nasjonal arealplanid|id|#|no|kommunenr"
    r"|kommunenummer|side|vedlegg|lenke|link|lenkje|url|nettside|fil|filnavn|filnamn|telefon|tlf|epost|e post|e-post"
    r"|beløp|kostnad|budsjett|kroner|kr"
    r"|timer|timar|årsverk|ressurser|ressursar|ressursbehov|kommune)\Z"
)
_MONEY = re.compile(r"\b(?:beløp|kostnad\w*|budsjett|kroner|kr|nok|sum|timer|timar|årsverk|regnskap|rekneskap)\b")
# A decision word over a column of crosses.
_CROSS_HEADINGS: tuple[tuple[str, str], ...] = (
    ("merge", r"slås sammen|slåast saman|slå sammen|slå saman|sammenslåing|samanslåing|inngår|innlemmes|innlemmast"
    r"|går inn"),
    ("repeal", r"oppheves|opphevast|opphevest|avvikles|avviklast|utgår|utgå|fases ut|fasast ut|avsluttes|avsluttast"
    r"|oppheving|utgår oppheves|opphør"),
    ("continue", r"videreføres|vidareførast|videreføring|vidareføring|vidareførerast|uendret|uendra|ingen endring"
    r"|føres videre|førast vidare|beholdes"),
    ("new", r"ny|ny plan|nye|nytt|utarbeides|utarbeidast|skal utarbeides|skal utarbeidast|nye planer|nye planar"
    r"|lages|lagast|nyutarbeiding|ny utarbeides"),
    ("revise", r"revideres|reviderast|revisjon|revidering|rulleres|rullerast|rullering|oppdateres|oppdaterast"
    r"|oppdatering|skal revideres"
               r"|skal reviderast|skal rulleres|skal rullerast|revideres rulleres|fornyes|fornyast|endres|endrast"),
)  # fmt: skip
_BROKEN = re.compile(r"(?<=\w)-\s+(?=[a-zæøå])")
_YEAR = re.compile(r"(?:år |i )?((?:19|20)\d\d)(?: x)?\Z")
# Headings that say too little alone; a group heading over them tells what they are about.
GENERIC_TEXT = """
    dato år årstall årstal sak nr saksnr når tid hvem kven ansvar status frist type navn namn plan sist neste
    start slutt ks kst tittel
"""
GENERIC = frozenset(GENERIC_TEXT.split())

_LOOKUP: dict[str, list[tuple[str, float]]] = {}
for _field, _by_sureness in HEADINGS.items():
    for _sureness, _words in _by_sureness.items():
        for _heading in _words.split("|"):
            _LOOKUP.setdefault(" ".join(_heading.split()), []).append((_field, _sureness))
_SURE_NAMES = frozenset(heading for heading, meanings in _LOOKUP.items() if ("name", 1.0) in meanings)
_PART_PATTERNS = [(field, re.compile(pattern), sureness) for field, pattern, sureness in _PARTS]
_CROSS_PATTERNS = [
    (decision, re.compile(rf"(?:{words})(?: i perioden| i planperioden)?\Z")) for decision, words in _CROSS_HEADINGS
]


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
    # «Ansvar-\nlig» is one word broken over two lines.
    found = dict(_LOOKUP.get(heading, ()) or _LOOKUP.get(normalised_heading(_BROKEN.sub("", text)), ()))
    if not found:
        for field, pattern, sureness in _PART_PATTERNS:
            if pattern.search(heading):
                found[field] = max(found.get(field, 0.0), sureness - 0.02 * max(0, len(heading.split()) - 4))
        if "adopted" in found and "case_reference" in found:
            found["case_reference"] -= 0.3  # «Vedtatt dato og saksnr» is when, with the case beside it
    return tuple(sorted(found.items(), key=lambda pair: -pair[1]))


def names_plans(text: str) -> bool:
    """A heading surely over the names of plans; quick, since it is asked of every cell."""
    return len(text) < 40 and text.casefold().strip(" .:*") in _SURE_NAMES


def year_of(text: str) -> int | None:
    """The year a column is for."""
    found = _YEAR.match(normalised_heading(text))
    return int(found[1]) if found and 1990 <= int(found[1]) <= 2080 else None


def cross_decision(text: str) -> str | None:
    """The decision a heading names, if crosses stand under it."""
    heading = normalised_heading(text)
    return next((decision for decision, pattern in _CROSS_PATTERNS if pattern.match(heading)), None)


def is_about_money(text: str) -> bool:
    return bool(_MONEY.search(normalised_heading(text)))


def is_meaningless(text: str) -> bool:
    return bool(_MEANINGLESS.match(normalised_heading(text)))


def is_heading(text: str) -> bool:
    """Listed, or a year, or a decision word: such as stands in a header row."""
    heading = normalised_heading(text)
    if heading in _LOOKUP or year_of(text) or _MEANINGLESS.match(heading) or cross_decision(text):
        return bool(heading)
    return len(heading.split()) <= 6 and any(sureness >= 0.6 for _, sureness in candidates(text))
