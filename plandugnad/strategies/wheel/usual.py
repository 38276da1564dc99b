"""What comes round in every term: by law, counted by the statute engine, and by custom, from `course.yaml`."""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from plandugnad.core.marks import month_name, written_day
from plandugnad.engines.statute import Case, Deadline, Event, Provision, chains, deadlines_of, law
from plandugnad.engines.statute.texts import Text
from plandugnad.processes.demands.duties import constitutions, strategy_deadline, yearly_deadlines
from plandugnad.processes.words import law_language
from plandugnad.strategies.terms import Term
from plandugnad.strategies.wheel.events import Ring, Standing, WheelEvent, day_after, first_day

_COUNTY_CONSTITUTED, _COUNTY_ADOPTS = "KPS-STRAT-0", "R1"


@dataclass(frozen=True)
class Usual:
    """`year` and `month` are counted from the election's; `years` are those it comes in, counted in the same way."""

    ring: Ring
    name: Text
    years: tuple[int, ...]
    from_month: int
    lasts_years: int
    to_month: int
    why: Text | None
    is_law: bool


@cache
def usual() -> tuple[Usual, ...]:
    written = yaml.safe_load(Path(__file__).with_name("course.yaml").read_text(encoding="utf-8"))
    return tuple(_usual(one) for one in written)


def _usual(one: Mapping[str, Any]) -> Usual:
    begins, ends = one["from"], one["to"]
    return Usual(
        ring=Ring(one["ring"]),
        name=Text.read(one["name"]),
        years=tuple(range(begins["year"], one.get("until", begins["year"]) + 1)),
        from_month=begins["month"],
        lasts_years=ends["year"] - begins["year"],
        to_month=ends["month"],
        why=Text.read(one["why"]) if "why" in one else None,
        is_law=one.get("is_law", False),
    )


def of_term(term: Term) -> Iterator[WheelEvent]:
    yield from _by_custom(term)
    yield from _by_law(term)


def _by_custom(term: Term) -> Iterator[WheelEvent]:
    language = law_language()
    for one in usual():
        for year in one.years:
            begins = date(term.first_year + year, one.from_month, 1)
            last_year = begins.year + one.lasts_years
            ends = date(last_year, one.to_month, calendar.monthrange(last_year, one.to_month)[1])
            yield WheelEvent(
                ring=one.ring,
                standing=Standing.LAW if one.is_law else Standing.CUSTOM,
                title=one.name.said(language),
                first=begins,
                last=ends,
                when=months_in_words(begins, ends),
                why=one.why.said(language) if one.why else _("vanlig, ikke lovkrav"),
            )


def _by_law(term: Term) -> Iterator[WheelEvent]:
    first, after = first_day(term), day_after(term)
    for day in constitutions(first, after):
        if not first <= day < after:
            continue
        yield _last_day(Ring.COUNCIL, _("Kommunestyret er konstituert"), day, law()["koml-7-1-constitution"])
        strategy = strategy_deadline(day, day)
        yield from _told(Ring.COUNCIL, _("Siste dag for å vedta planstrategien"), strategy)
        yield from _told(Ring.COUNCIL, _("Siste dag for fylkets planstrategi"), _regional_deadline(day))
    language = law_language()
    for deadline in yearly_deadlines("OKONOMI", first, after):
        step = chains()["OKONOMI"].by_id[deadline.step]
        yield from _told(Ring.YEARLY, step.name.said(language), deadline)


def _regional_deadline(constituted_on: date) -> Deadline:
    """The county council constitutes itself by the same day (koml. § 7-1)."""
    event = Event(step=_COUNTY_CONSTITUTED, date=constituted_on)
    case = Case(chain=chains()["REG-STRAT"], today=constituted_on, events=(event,))
    return next(one for one in deadlines_of(case) if one.step == _COUNTY_ADOPTS)


def _told(ring: Ring, title: str, deadline: Deadline) -> Iterator[WheelEvent]:
    if deadline.statutory_end:
        yield _last_day(ring, title, deadline.statutory_end, deadline.provision)


def _last_day(ring: Ring, title: str, day: date, provision: Provision) -> WheelEvent:
    when = _("senest %(day)s") % {"day": written_day(day)}
    return WheelEvent(ring, Standing.LAW, title, day, day, when, provision.citation)


def months_in_words(begins: date, ends: date) -> str:
    """«mars 2024», «oktober–desember 2023», «april 2024 – juni 2025»."""
    if (begins.year, begins.month) == (ends.year, ends.month):
        return f"{month_name(begins.month)} {begins.year}"
    if begins.year == ends.year:
        return f"{month_name(begins.month)}–{month_name(ends.month)} {ends.year}"
    return f"{month_name(begins.month)} {begins.year} – {month_name(ends.month)} {ends.year}"
