"""The acts that plans build on, and the day each came: a plan from before it was made by an older one.

Only what the law files and the decisions of this repository state. A new row needs its date and its source.
"""

import re
from dataclasses import dataclass
from datetime import date

from plandugnad.engines.tables.when import When


@dataclass(frozen=True)
class Act:
    """`names` finds it in what a plan gives as its legal basis; `year` is the year in the act's own name."""

    code: str
    names: re.Pattern[str]
    in_force: When
    year: int
    source: str


def _names(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


ACTS: tuple[Act, ...] = (
    # The planning part; engines/statute/law/README.md.
    Act(
        "pbl",
        _names(r"\bpbl\b|\bplan-? ?og bygn\w*lov|\bbygningslov|\bbl ?\d{2,4}\b"),
        When.on(date(2009, 7, 1)),
        2008,
        "https://lovdata.no/lov/2008-06-27-71",
    ),
    # As the rules on economy plan and budget have it: engines/statute/law/koml/koml-14-2-economy-plan.yaml.
    Act(
        "koml",
        _names(r"\bkoml\b|\bkommunelov"),
        When.on(date(2019, 10, 1)),
        2018,
        "https://lovdata.no/lov/2018-06-22-83",
    ),
    # The day is not given anywhere here, so only plans from the years before are surely older.
    Act(
        "folkehelse",
        _names(r"\bfolkehelselov|\bfhl\b"),
        When.of_year(2012),
        2011,
        "https://lovdata.no/lov/2011-06-24-29",
    ),
    # The duty of preparedness: engines/statute/law/other/preparedness-revision.yaml.
    Act(
        "preparedness",
        _names(r"\bberedskapsplikt|\bsivilbeskytt\w*lov|\bsivilvernlov"),
        When.on(date(2011, 8, 22)),
        2010,
        "https://lovdata.no/forskrift/2011-08-22-894",
    ),
)
_BY_CODE = {act.code: act for act in ACTS}
_YEAR = re.compile(r"(?<![\d/.-])(1[89]\d\d|20\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"\b(?:pbl|bl|koml)\.?[ -]?(\d\d)\b(?!\d)(?!-)", re.IGNORECASE)


def act_of(legal_basis: str, of_kind: str) -> Act | None:
    """What it says itself goes first; else what its type is made by."""
    said = next((act for act in ACTS if act.names.search(legal_basis)), None)
    if said is not None or legal_basis.strip():
        return said
    return _BY_CODE.get(of_kind)


def older_act_named(legal_basis: str, act: Act) -> int:
    """The year of an older act that it names («pbl. 1985 § 28-1», «PBL-85»), or 0."""
    years = [int(year) for year in _YEAR.findall(legal_basis)]
    years += [1900 + int(year) for year in _SHORT_YEAR.findall(legal_basis) if int(year) >= 24]
    older = [year for year in years if year < act.year]
    return min(older) if older and len(older) == len(years) else 0
