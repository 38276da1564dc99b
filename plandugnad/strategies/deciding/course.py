"""The course the larger cities have made their planning strategies by, as planned days.

Source: «Samskaping som metode for utarbeidelse av planstrategi» (KS' network of larger cities): the knowledge base and
the overview of public health from January to June of the election year, training of the elected in October, co-creation
in January and February, adoption in March. What the law has a step for is that step; the rest are the municipality's
own. The last day to make the proposal public is counted back from the council's meeting by the statute engine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.core.audit import By
from plandugnad.core.marks import written_day
from plandugnad.engines.statute.chains import CLOSED, DONE
from plandugnad.engines.statute.holidays import next_working_day, previous_working_day
from plandugnad.processes.actions import add_own_step, begin_process, set_dates
from plandugnad.processes.dates import Dates, Place
from plandugnad.processes.models import Process
from plandugnad.strategies.asking.models import USUAL
from plandugnad.strategies.deciding.lawful import (
    CONSTITUTED,
    DECIDED,
    MERGED,
    PUBLIC,
    latest_adoption,
    latest_publication,
    meetings_from,
)
from plandugnad.strategies.models import Strategy

CHAIN = "KPS-STRAT"
KNOWLEDGE, LAST_STRATEGY, VIEWS, PARTICIPATION = "KPS-STRAT-1", "KPS-STRAT-2", "KPS-STRAT-3", "KPS-STRAT-4"
_FOR_WRITING, _BEFORE_PUBLIC = timedelta(days=14), timedelta(days=3)
_TO_BEGIN, _PUBLIC_AND_SPARE = timedelta(days=7), timedelta(days=35)


@dataclass(frozen=True)
class Line:
    """`code` is the law's step; where it is empty the step is the municipality's own, placed after `after`."""

    name: str
    day: date
    why: str
    code: str = ""
    after: str = ""
    mark: str = DONE


@dataclass(frozen=True)
class Course:
    """`is_late`: what the cities do by is past, so the same steps are counted from today."""

    lines: Sequence[Line]
    meeting_is_known: bool
    latest: date
    is_late: bool = False


def course_for(strategy: Strategy, today: date) -> Course:
    year = strategy.term.first_year
    constituted = previous_working_day(date(year, 10, 31))
    meeting, is_known = _meeting(strategy, year + 1)
    public = latest_publication(meeting)
    if public < today:
        return _from_today(strategy, constituted, today)
    written = previous_working_day(public - _BEFORE_PUBLIC)
    together = previous_working_day(min(date(year + 1, 2, 15), written - _FOR_WRITING))
    asked = previous_working_day(date(year, 11, 15))
    june = previous_working_day(date(year, 6, 30))
    as_seed = _("slik storbynettverket i KS gjør det")
    lines = (
        Line(_("Kunnskapsgrunnlag og folkehelseoversikt er klare"), june, as_seed, KNOWLEDGE),
        Line(_("Vurder forrige strategi og eldre planer"), june, as_seed, LAST_STRATEGY),
        Line(_("Kommunestyret konstituerer seg"), constituted, _("senest i oktober (koml. § 7-1)"), CONSTITUTED),
        Line(_("Opplæring av de folkevalgte i plansystem, planstrategi og planbehov"), constituted, as_seed,
             after=CONSTITUTED),
        Line(_("Spør stat, region og nabokommuner"), asked, _("vårt forslag: god tid før jul"), VIEWS),
        Line(_("Svar fra dem dere spør"), asked + USUAL, _("seks uker, som er vårt forslag"), VIEWS, mark=CLOSED),
        Line(_("Bred medvirkning"), together, _("sammen med samskapingen"), PARTICIPATION),
        Line(_("Samskaping mellom politikk og administrasjon: ambisjoner og planbehov"), together, as_seed,
             after=PARTICIPATION),
        Line(_("Skriv planstrategien"), written, _("før forslaget gjøres offentlig"), after=PARTICIPATION),
        Line(_("Gjør forslaget offentlig"), public,
             _("minst 30 dager før møtet (pbl. § 10-1)"), PUBLIC),
        Line(_("Kommunestyret vedtar planstrategien"), meeting, _meeting_why(is_known), DECIDED),
    )  # fmt: skip
    return Course(lines, is_known, latest_adoption(constituted))


def _from_today(strategy: Strategy, constituted: date, today: date) -> Course:
    """As soon as it can be done well: those who are asked get their weeks, and the proposal is public for its days."""
    asked = next_working_day(today + _TO_BEGIN)
    answered = asked + USUAL
    together = previous_working_day(answered - _FOR_WRITING)
    written = next_working_day(answered + _FOR_WRITING)
    public = next_working_day(written + _BEFORE_PUBLIC)
    known = next((day for day in meetings_from(strategy, public) if latest_publication(day) >= public), None)
    meeting = known or next_working_day(public + _PUBLIC_AND_SPARE)
    soon, with_both = _("før dere samles"), _("mens dere venter på svarene")
    lines = (
        Line(_("Kunnskapsgrunnlag og folkehelseoversikt er klare"), asked, _("så snart dere kan"), KNOWLEDGE),
        Line(_("Vurder forrige strategi og eldre planer"), asked, _("så snart dere kan"), LAST_STRATEGY),
        Line(_("Kommunestyret konstituerer seg"), constituted, _("senest i oktober (koml. § 7-1)"), CONSTITUTED),
        Line(_("Opplæring av de folkevalgte i plansystem, planstrategi og planbehov"),
             previous_working_day(together - _FOR_WRITING), soon, after=CONSTITUTED),
        Line(_("Spør stat, region og nabokommuner"), asked, _("en uke fra nå"), VIEWS),
        Line(_("Svar fra dem dere spør"), answered, _("seks uker, som er vårt forslag"), VIEWS, mark=CLOSED),
        Line(_("Bred medvirkning"), together, _("sammen med samskapingen"), PARTICIPATION),
        Line(_("Samskaping mellom politikk og administrasjon: ambisjoner og planbehov"), together, with_both,
             after=PARTICIPATION),
        Line(_("Skriv planstrategien"), written, _("to uker etter svarene"), after=PARTICIPATION),
        Line(_("Gjør forslaget offentlig"), public, _("minst 30 dager før møtet (pbl. § 10-1)"), PUBLIC),
        Line(_("Kommunestyret vedtar planstrategien"), meeting,
             _("det første møtet forslaget rekker") if known else _("møtet er ikke lagt inn i kalenderen ennå"),
             DECIDED),
    )  # fmt: skip
    return Course(lines, known is not None, latest_adoption(constituted), is_late=True)


def _meeting_why(is_known: bool) -> str:
    if is_known:
        return _("møtet i kommunestyrets kalender")
    return _("mars, som i kurset. Kommunestyret har ikke lagt inn møtet ennå")


def _meeting(strategy: Strategy, year: int) -> tuple[date, bool]:
    """The last meeting in March; where there is none then, the first after it that is in time."""
    coming = meetings_from(strategy, date(year, 3, 1))
    in_march = [day for day in coming if (day.year, day.month) == (year, 3)]
    later = [day for day in coming if date(year, 4, 1) <= day <= date(year, 10, 31)]
    if in_march or later:
        return (in_march[-1] if in_march else later[0]), True
    return previous_working_day(date(year, 3, 20)), False


@transaction.atomic
def begin_course(
    by: By, strategy: Strategy, course: Course, *, merged: bool, lead_id: UUID | None, id: UUID | None = None
) -> Process:
    """The process with the law's steps and the own ones, all dated. Sent twice, it is one process."""
    already = Process.objects.filter(pk=id).exists() if id else False
    of_law = {Place(line.code, line.mark): Dates(line.day) for line in course.lines if line.code}
    process = begin_process(by, strategy.plan, CHAIN, {MERGED: merged}, of_law, lead_id=lead_id, id=id)
    if already:
        return process
    last = ""
    for line in course.lines:
        if line.code:
            continue
        step = add_own_step(by, process, line.name[:200], last if last and line.after == PARTICIPATION else line.after)
        last = step.code if line.after == PARTICIPATION else ""
        set_dates(by, process, {Place(step.code): Dates(line.day)})
    return process


def passed(course: Course, today: date) -> bool:
    return any(line.day < today for line in course.lines)


def said_latest(course: Course) -> str:
    return written_day(course.latest)
