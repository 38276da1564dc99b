"""What the page for those elected is made of, in a number of queries that does not grow with what there is."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q

from plandugnad.consultations.models import Consultation
from plandugnad.engines.statute import Refused, chains, conflicts_of
from plandugnad.engines.tables.when import When
from plandugnad.meetings.kinds import BodyKind
from plandugnad.meetings.models import AgendaItem, Meeting
from plandugnad.meetings.queries.listed import visible_meetings
from plandugnad.plans.kinds import IN_FORCE
from plandugnad.plans.models import Plan, PlanHere, PlanOwner
from plandugnad.plans.queries.narrowing import overdue, with_due
from plandugnad.plans.queries.owner_rows import owner_rows
from plandugnad.processes.casing import case_of
from plandugnad.processes.dates import kept_dates
from plandugnad.processes.models import Process, Step
from plandugnad.processes.queries.process import Kept, owners_of, step_rows
from plandugnad.processes.words import law_language
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation
from plandugnad.web.representatives.course import Chance, Course, Going, Pace, Treatment, chances, going, treatments

MEETINGS_SHOWN = 4
ADOPTED_SHOWN = 10
# A council has a score of processes at most; past this the page says that there are more.
MOST_PROCESSES, MOST_CONSULTATIONS, MOST_ITEMS = 60, 40, 60
# A council term, for what has come to its end.
TERM = timedelta(days=4 * 365 + 1)


@dataclass(frozen=True)
class Sitting:
    """A meeting of the council, with what is planned to be treated. `meeting` is None on a planned day that is in no
    calendar; `items` are those of its agenda, for those who may read it. Where there is neither, its day is enough."""

    day: date
    meeting: Meeting | None
    treatments: tuple[Treatment, ...]
    items: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.treatments or self.items)


@dataclass(frozen=True)
class Out:
    """What is on consultation with a page anybody may read."""

    id: UUID
    plan: str
    step: str
    opens_on: date
    closes_on: date
    is_open: bool


@dataclass(frozen=True)
class Adopted:
    id: UUID
    name: str
    adopted: When
    adopted_by: str
    case_reference: str


@dataclass(frozen=True)
class RepresentativesPage:
    sittings: tuple[Sitting, ...]
    passed: tuple[Treatment, ...]  # planned for a day that has been, and not entered as done
    undated: tuple[Treatment, ...]
    out: tuple[Out, ...]
    chances: tuple[Chance, ...]
    adopted: tuple[Adopted, ...]
    adopted_count: int
    overdue_count: int
    under_way: tuple[Going, ...]
    finished: tuple[Going, ...]
    has_more: bool  # processes than are read

    @property
    def full_sittings(self) -> list[Sitting]:
        return [one for one in self.sittings if not one.is_empty]

    @property
    def empty_sittings(self) -> list[Sitting]:
        return [one for one in self.sittings if one.is_empty]

    @property
    def coming_count(self) -> int:
        """Plans, not decisions: the same plan comes several times."""
        dated = [one for sitting in self.sittings for one in sitting.treatments]
        return len({one.course.plan_id for one in (*dated, *self.passed, *self.undated)})

    @property
    def late_count(self) -> int:
        return sum(one.pace in (Pace.LATE, Pace.OVERDUE) for one in self.under_way)

    @property
    def to_replan_count(self) -> int:
        return sum(one.pace is Pace.CANNOT_HOLD for one in self.under_way)


def read_representatives(actor: Actor, municipality: Organisation, today: date) -> RepresentativesPage:
    running, ended, has_more = _courses(actor, municipality, today)
    ahead = [one for course in running for one in treatments(course)]
    out, told = _out(actor, municipality, today)
    plans = PlanHere.objects.visible_to(actor).of(municipality).filter(status__in=IN_FORCE)
    adopted, count, late = _adopted(plans, today)
    under_way = [going(one, today) for one in running]
    return RepresentativesPage(
        sittings=_sittings(actor, municipality, ahead, today),
        passed=tuple(one for one in ahead if one.day and one.day < today),
        undated=tuple(_first_of_each(one for one in ahead if one.day is None)),
        out=out,
        chances=tuple(_in_order(one for course in running for one in chances(course, today) if _is_news(one, told))),
        adopted=adopted,
        adopted_count=count,
        overdue_count=late,
        under_way=tuple(sorted(under_way, key=_worst_first)),
        finished=tuple(sorted((going(one, today) for one in ended), key=_newest_first)),
        has_more=has_more,
    )


def _courses(actor: Actor, municipality: Organisation, today: date) -> tuple[list[Course], list[Course], bool]:
    """How a plan is made is for those who read everything: `Process.visible_to`. Others get none."""
    owned = PlanOwner.objects.standing().filter(organisation=municipality).values("plan_id")
    here = Q(plan__organisation=municipality) | Q(plan_id__in=owned)
    recent = Q(ended_on=None) | Q(ended_on__gte=today - TERM)
    rows = Process.objects.visible_to(actor).filter(here, recent).order_by("ended_on", "plan__sort_key", "id")
    plan = Prefetch("plan", Plan.objects.select_related("organisation").annotate(owner_rows=owner_rows()))
    steps = Prefetch("steps", Step.objects.select_related("owner").order_by("made_at", "id"))
    found = list(rows.prefetch_related(plan, steps, "dates", "overrides")[: MOST_PROCESSES + 1])
    running: list[Course] = []
    ended: list[Course] = []
    for process in found[:MOST_PROCESSES]:
        (running if process.ended_on is None else ended).append(_course(process, municipality, today))
    return running, ended, len(found) > MOST_PROCESSES


def _course(process: Process, municipality: Organisation, today: date) -> Course:
    """What contradicts itself is said on the page of the process, and shows no steps here."""
    kept = Kept(
        dates=kept_dates(process.dates.all()),
        steps=list(process.steps.all()),
        overrides=list(process.overrides.all()),
        councils={},
        owners=owners_of(process.plan),
    )
    try:
        case = case_of(process, today, kept.dates, steps=kept.steps, overrides=kept.overrides)
        rows, wrong = step_rows(case, kept, has_course=False), frozenset(one.step for one in conflicts_of(case))
    except Refused:
        rows, wrong = (), frozenset()
    plan = process.plan
    return Course(process.pk, plan.pk, plan.name, municipality.pk, rows, process.ended_on, wrong)


def _sittings(actor: Actor, municipality: Organisation, ahead: Sequence[Treatment], today: date) -> tuple[Sitting, ...]:
    """The next meetings, and the planned days that are none of them."""
    rows = visible_meetings(actor).filter(
        body__organisation=municipality, body__kind=BodyKind.COUNCIL, is_cancelled=False, first_on__gte=today
    )
    by_day: defaultdict[date, list[Treatment]] = defaultdict(list)
    for one in ahead:
        if one.day and one.day >= today:
            by_day[one.day].append(one)
    wanted = Q(first_on__in=list(by_day))
    first = list(rows.order_by("first_on", "id").values_list("pk", flat=True)[:MEETINGS_SHOWN])
    meetings: list[Any] = list(rows.filter(wanted | Q(pk__in=first)).order_by("first_on", "starts", "id"))
    items = _items([one for one in meetings if one.can_read])
    found = [Sitting(one.first_on, one, tuple(by_day.pop(one.first_on, ())), tuple(items[one.pk])) for one in meetings]
    found += [Sitting(day, None, tuple(those)) for day, those in by_day.items()]
    return tuple(sorted(found, key=lambda one: one.day))


def _items(meetings: Iterable[Meeting]) -> defaultdict[UUID, list[str]]:
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    rows = AgendaItem.objects.filter(meeting__in=list(meetings), deleted_at=None).order_by("meeting_id", "order", "id")
    for meeting, title in rows.values_list("meeting_id", "title")[:MOST_ITEMS]:
        found[meeting].append(title)
    return found


def _out(actor: Actor, municipality: Organisation, today: date) -> tuple[tuple[Out, ...], set[tuple[UUID, str]]]:
    """What anybody may read now; and for those who read everything, what is published and opens later. Also which steps
    of which processes they are, so that the same is not told twice."""
    owned = PlanOwner.objects.standing().filter(organisation=municipality).values("plan_id")
    here = Q(process__plan__organisation=municipality) | Q(process__plan_id__in=owned)
    is_seen = Q(opens_on__lte=today) | Q(process__plan__organisation_id__in=actor.reads)
    rows = Consultation.objects.kept().filter(here, is_seen, published_at__isnull=False, closes_on__gte=today)
    found = list(rows.select_related("process__plan").order_by("closes_on", "id")[:MOST_CONSULTATIONS])
    return tuple(map(_one_out, found, [today] * len(found))), {(one.process_id, one.code) for one in found}


def _one_out(one: Consultation, today: date) -> Out:
    assert one.opens_on is not None  # what is published has days: a constraint says so
    assert one.closes_on is not None
    law = chains()[one.process.chain].by_id.get(one.code)
    step = law.name.said(law_language()) if law else ""
    return Out(one.pk, one.process.plan.name, step, one.opens_on, one.closes_on, one.opens_on <= today)


def _is_news(chance: Chance, told: set[tuple[UUID, str]]) -> bool:
    return (chance.course.process_id, chance.step.code) not in told


def _in_order(found: Iterable[Chance]) -> list[Chance]:
    """What ends first at the top; then what nobody has to hurry with."""
    return sorted(found, key=lambda one: (one.until is None, one.until or date.max, one.course.plan))


def _first_of_each(found: Iterable[Treatment]) -> list[Treatment]:
    """Of a plan whose steps have no days, the next is enough."""
    return list({one.course.process_id: one for one in reversed(list(found))}.values())[::-1]


def _adopted(plans: Any, today: date) -> tuple[tuple[Adopted, ...], int, int]:
    all, late = Count("pk", filter=Q(adopted__isnull=False)), Count("pk", filter=overdue(today))
    counted = with_due(plans).aggregate(all=all, late=late)
    rows = plans.filter(adopted__isnull=False).order_by("-adopted", "sort_key", "id")
    names = ("id", "name", "adopted", "adopted_by", "case_reference")
    found = tuple(Adopted(*values) for values in rows.values_list(*names)[:ADOPTED_SHOWN])
    return found, counted["all"], counted["late"]


_ORDER = (
    Pace.LATE,
    Pace.OVERDUE,
    Pace.CANNOT_HOLD,
    Pace.UNCLEAR,
    Pace.ON_TIME,
    Pace.UNPLANNED,
    Pace.ADOPTED,
    Pace.ENDED,
)


def _worst_first(one: Going) -> tuple[int, int, str]:
    return _ORDER.index(one.pace), -(one.days or 0), one.course.plan


def _newest_first(one: Going) -> tuple[int, str]:
    return -(one.day or date.min).toordinal(), one.course.plan
