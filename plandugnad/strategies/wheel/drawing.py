"""What the pages, and documents that want the wheel as a picture, are given: the drawing, its equal list, and the
sentence that says what it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.core.papers.pieces import Picture
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation
from plandugnad.strategies.document.pictures import add_picture
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.terms import Term
from plandugnad.strategies.wheel.events import Ring, Standing, WheelEvent, day_after, first_day, on_the_wheel, share
from plandugnad.strategies.wheel.layout import Wheel, standings_in, wheel
from plandugnad.strategies.wheel.reading import plan_events, promised_by
from plandugnad.strategies.wheel.usual import of_term


@dataclass(frozen=True)
class Year:
    """Of the list: from September, as the wheel, or from January."""

    name: str
    rows: tuple[tuple[int, WheelEvent], ...]


@dataclass(frozen=True)
class Drawn:
    term: Term
    wheel: Wheel
    years: tuple[Year, ...]
    finding: str
    standings: tuple[str, ...]
    plans: int


def drawn(actor: Actor, municipalities: Sequence[Organisation], term: Term, today: date) -> Drawn:
    """`municipalities`: one, or those of a region, whose plans then say whose they are."""
    plans = plan_events(actor, municipalities, term)
    events = on_the_wheel([*of_term(term), *plans], term)
    is_now = first_day(term) <= today < day_after(term)
    found = wheel(events, term, share(today, term) if is_now else None)
    own = [event for event in events if event.ring in (Ring.PLANS, Ring.MASTER_PLAN) and event.address]
    return Drawn(
        term=term,
        wheel=found,
        years=tuple(_years(events)),
        finding=_finding(own),
        standings=tuple(standings_in(found.arcs)),
        plans=len(own),
    )


def _years(events: Sequence[WheelEvent]) -> list[Year]:
    """What began before the wheel stands in its first year."""
    first = min((max(event.first.year, 0) for event in events), default=0)
    rows: dict[int, list[tuple[int, WheelEvent]]] = {}
    for number, event in enumerate(events, start=1):
        rows.setdefault(max(event.first.year, first), []).append((number, event))
    return [Year(str(year), tuple(found)) for year, found in sorted(rows.items())]


def _finding(own: Sequence[WheelEvent]) -> str:
    """The half-year most of the work falls in, which is what one looks for."""
    if not own:
        return _("Ingen planer har en dato i perioden ennå")
    counts: dict[tuple[int, int], int] = {}
    for event in own:
        key = (event.last.year, 1 if event.last.month <= 6 else 2)
        counts[key] = counts.get(key, 0) + 1
    (year, half), _most = max(counts.items(), key=lambda item: (item[1], item[0]))
    when = _("våren %(year)s") if half == 1 else _("høsten %(year)s")
    said = ngettext(
        "%(number)s dato for planer i perioden, %(when)s",
        "%(number)s datoer for planer i perioden, flest %(when)s",
        len(own),
    )
    return said % {"number": len(own), "when": when % {"year": year}}


def picture(strategy: Strategy, today: date) -> Picture | None:
    """For the document, which anybody may read: what comes in every term, and what its own plan table promises."""
    promised = promised_by(strategy)
    if not promised:
        return None
    events = on_the_wheel([*of_term(strategy.term), *promised], strategy.term)
    found = Drawn(
        term=strategy.term,
        wheel=wheel(events, strategy.term),
        years=tuple(_years(events)),
        finding=_finding([event for event in events if event.standing is Standing.PLANNED]),
        standings=(),
        plans=0,
    )
    svg = render_to_string("strategies/wheel/picture.html", {"wheel": found, "term": strategy.term, "is_alone": True})
    lines = "; ".join(f"{event.when}: {event.title}" for event in events)
    return Picture(_("4-årshjulet %(term)s") % {"term": strategy.term.name}, svg, f"{found.finding}. {lines}")


add_picture(picture)
