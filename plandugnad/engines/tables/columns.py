"""Which field each column means: its heading proposes, the cells under it decide what the heading leaves open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from plandugnad.engines.tables.headings import (
    GENERIC,
    candidates,
    cross_decision,
    is_about_money,
    is_year_alone,
    names_state,
    normalised_heading,
    year_of,
)
from plandugnad.engines.tables.profile import Profile
from plandugnad.engines.tables.sheet import column_letter
from plandugnad.engines.tables.spans import period_columns, work_columns

_SAMPLES = 4
_LEAST = 0.3
_ROUNDING = 1e-6
_MOSTLY = 0.5
_SURE = 0.75
# How much a share of cells speaks for a field, given that its heading proposes it.
_EVIDENCE: dict[str, Callable[[Profile], float]] = {
    "name": lambda p: (
        0.45 * p.plans + 0.1 * p.different - 0.5 * p.dates - 0.6 * p.crosses - 0.5 * (p.kinds if p.length < 4 else 0)
    ),
    "plan_type": lambda p: 0.35 * p.kinds - 0.3 * p.areas - 0.5 * p.dates - 0.25 * (p.different if p.filled > 4 else 0),
    "section": lambda p: (
        0.25 * p.areas - 0.25 * p.kinds - 0.5 * p.dates - 0.5 * p.crosses - (0.3 * p.plans if p.different > 0.6 else 0)
    ),
    "status": lambda p: 0.3 * p.states - 0.3 * p.dates + 0.1 * p.decisions,
    "decision": lambda p: 0.45 * p.decisions - 0.5 * p.dates + 0.1 * p.states - 0.2 * p.cases,
    "adopted": lambda p: 0.25 * p.dates + 0.1 * p.cases - 0.7 * p.decisions - 0.2 * p.spans,
    "last_revised": lambda p: 0.2 * p.dates - 0.4 * p.decisions - 0.8 * p.spans,
    "period": lambda p: 0.35 * p.spans + 0.05 * p.dates,
    "revision_due": lambda p: 0.15 * p.dates - (0.45 * p.decisions if p.dates < 0.2 else 0) - 0.2 * p.cases,
    "case_reference": lambda p: 0.35 * p.cases - 0.4 * p.decisions - 0.4 * p.plans,
    "responsible": lambda p: 0.2 * p.areas - 0.5 * p.dates - 0.3 * p.crosses,
    "priority": lambda p: -0.3 * p.dates,
    "legal_basis": lambda _: 0.0,
    "notes": lambda p: 0.1 if p.length > 25 else 0.0,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column seems to mean: one of FIELDS, `year_<year>`, `decision_<decision>`, or None."""

    index: int  # counts from 0
    header: str
    field: str | None
    confidence: float  # 0 to 1; 1 when a person has said so
    samples: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """As the spreadsheet names it: 'A', 'AB'."""
        return column_letter(self.index)

    def meaning(self, field: str | None) -> ColumnGuess:
        """The column as a person says it is."""
        return replace(self, field=field, confidence=1.0)


@dataclass(frozen=True, slots=True)
class Heading:
    index: int
    text: str
    above: str = ""  # a group heading over it


def guess_columns(
    headings: Iterable[Heading], profiles: Mapping[int, Profile], samples: Mapping[int, tuple[str, ...]]
) -> tuple[ColumnGuess, ...]:
    """One guess for each column with a heading or a meaning; few fields are given twice, see `may_be_twice`."""
    headings = _with_neighbours(list(headings))
    fixed = _all_fixed(headings, profiles)
    chosen = _assigned([heading for heading in headings if heading.index not in fixed], profiles, set(fixed.values()))
    chosen |= _further_responsible(headings, chosen, set(fixed))
    guesses = []
    taken: set[str] = set()
    for heading in headings:
        field, sureness = (
            (fixed[heading.index], 1.0) if heading.index in fixed else chosen.get(heading.index, (None, 0.0))
        )
        if field in taken and not may_be_twice(field):
            field, sureness = None, 0.0
        if field:
            taken.add(field)
        shown = samples.get(heading.index, ())[:_SAMPLES]
        guesses.append(ColumnGuess(heading.index, heading.text, field, round(sureness, 2), shown))
    return tuple(guesses)


def _with_neighbours(headings: list[Heading]) -> list[Heading]:
    """«År» just right of a column of decisions is when they are to be carried out."""
    told = []
    for left, heading in zip([None, *headings], headings, strict=False):
        if left and not heading.above and normalised_heading(heading.text) in _TIMES:
            proposed = candidates(left.text)
            if proposed and proposed[0][0] == "decision":
                heading = replace(heading, above="Revideres")
        told.append(heading)
    return told


_OFTEN = ("notes", "period", "revision_due", "responsible", "status")


def may_be_twice(field: str | None) -> bool:
    """Notes are joined, spans stand in two columns, states in columns of crosses; the first responsible counts."""
    return field is not None and (field in _OFTEN or field.startswith("year_"))


def _all_fixed(headings: list[Heading], profiles: Mapping[int, Profile]) -> dict[int, str]:
    """What headings of their own kind settle: years, decisions over crosses, and a period in two columns."""
    fixed = {heading.index: field for heading in headings if (field := _fixed(heading, profiles))}
    fixed |= _short_years(headings, profiles)
    if any(field.startswith("decision_") for field in fixed.values()):
        # Beside other columns of crosses, «Oppheves» without any is one too.
        empty = [h for h in headings if h.index not in fixed and not profiles.get(h.index, Profile()).filled]
        fixed |= {h.index: f"decision_{decision}" for h in empty if (decision := cross_decision(h.text))}
    dated = [h for h in headings if profiles.get(h.index, Profile()).dates > _MOSTLY]
    of_work = [(h.index, f"{h.above} {h.text}") for h in dated if _speaks_of_work(h)]
    others = [h for h in dated if not _speaks_of_work(h)]
    period = period_columns((h.index, f"{h.above} {h.text}" if _is_time_of_period(h) else h.text) for h in others)
    work = work_columns(of_work) or work_columns((h.index, h.text) for h in others if h.index not in period)
    return fixed | dict.fromkeys(work, "revision_due") | dict.fromkeys(period, "period")


def _short_years(headings: list[Heading], profiles: Mapping[int, Profile]) -> dict[int, str]:
    """«24», «25», «26» over crosses: columns of years that follow one another."""
    told = [(h.index, int(found[1])) for h in headings if (found := _TWO_DIGITS.match(h.text))]
    is_run = len(told) > 1 and all(b == a + 1 for (_, a), (_, b) in pairwise(told))
    marked = [index for index, _ in told if profiles.get(index, Profile()).crosses > _MOSTLY]
    return {index: f"year_{2000 + year}" for index, year in told} if is_run and marked else {}


def _is_time_of_period(heading: Heading) -> bool:
    return normalised_heading(heading.above) in ("periode", "planperiode", "gyldig", "gjelder", "gjeld")


def _speaks_of_work(heading: Heading) -> bool:
    above = heading.above
    return bool(_WORK.search(above.casefold())) or any(field == "revision_due" for field, _ in candidates(above))


def _fixed(heading: Heading, profiles: Mapping[int, Profile]) -> str | None:
    """A column per year, or a decision word over crosses."""
    found = profiles.get(heading.index, Profile())
    if year := year_of(heading.text):
        # «Revisjon 2025» over dates is when it was done, not a year of work.
        is_other = found.amounts > _MOSTLY or is_about_money(heading.above)
        is_other = is_other or (found.dates > _MOSTLY and not is_year_alone(heading.text))
        return None if is_other else f"year_{year}"
    decision = cross_decision(heading.text)
    if decision and found.crosses and found.crosses * 2 >= 1 - found.counts - _ROUNDING:
        return f"decision_{decision}"
    return "status" if found.crosses > _MOSTLY and not found.dates and names_state(heading.text) else None


def _further_responsible(
    headings: list[Heading], chosen: Mapping[int, tuple[str | None, float]], fixed: set[int]
) -> dict[int, tuple[str | None, float]]:
    """Another column surely of who is responsible, to the right of the first, speaks where the first is empty."""
    first = next((index for index, (field, _) in chosen.items() if field == "responsible"), None)
    if first is None:
        return {}
    free = [h for h in headings if h.index > first and h.index not in chosen and h.index not in fixed]
    return {
        h.index: ("responsible", sureness - 0.2) for h in free
        for field, sureness in candidates(h.text)[:1] if field == "responsible" and sureness >= _SURE
    }  # fmt: skip


def _assigned(
    headings: list[Heading], profiles: Mapping[int, Profile], taken: set[str]
) -> dict[int, tuple[str | None, float]]:
    proposals = sorted(
        (
            (score, -heading.index, heading.index, field)
            for heading in headings
            for field, score in _scores(heading, profiles.get(heading.index, Profile()))
        ),
        reverse=True,
    )
    chosen: dict[int, tuple[str | None, float]] = {}
    used = set(taken)
    for score, _, index, field in proposals:
        if score < _LEAST or index in chosen or (field in used and field != "notes"):
            continue
        chosen[index] = (field, max(0.0, min(1.0, score)))
        used.add(field)
    return chosen


def _scores(heading: Heading, found: Profile) -> list[tuple[str, float]]:
    proposed = dict(candidates(heading.text))
    if heading.above and (not proposed or normalised_heading(heading.text) in GENERIC):
        for field, sureness in candidates(f"{heading.above} {heading.text}"):
            proposed[field] = max(proposed.get(field, 0.0), sureness + 0.05)
        for field, sureness in candidates(heading.above) if normalised_heading(heading.text) in _TIMES else ():
            proposed[field] = max(proposed.get(field, 0.0), sureness)
    if "adopted" in proposed and _FIRST_TIME.search(normalised_heading(heading.text)):
        proposed["adopted"] += 0.05  # «Først vedtatt», with «Sist vedtatt» beside it
    if decision := cross_decision(heading.text):
        # Words, not crosses, under «Videreføres» or «Ny»: a column of decisions. Years under «Revideres»: when.
        likely = 0.55 if decision != "revise" else 0.5
        proposed["decision"] = max(proposed.get("decision", 0.0), likely)
    return [
        (field, sureness + (_EVIDENCE[field](found) if found.filled else 0.0)) for field, sureness in proposed.items()
    ]


_FIRST_TIME = re.compile(r"\b(?:først|første|fyrst|fyrste|opprinnelig|opphavleg|opprinneleg)\b")
_WORK = re.compile(r"arbeid|prosess|fr[ea]mdrift|gjennomføring")
_TWO_DIGITS = re.compile(r"['’]?([12]\d|3\d)\Z")
# «Dato» or «År» under a group heading is about what the group says.
_TIMES = frozenset(["dato", "år", "årstall", "årstal", "når", "tid", "frist"])
