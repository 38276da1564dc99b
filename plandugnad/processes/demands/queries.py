"""All that the law demands of one municipality's planning in a year, and what it has decided itself, summed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.engines.statute import Case, Deadline, Kind, Provision, Refused, State, chains, law
from plandugnad.plans.due import Due, due
from plandugnad.plans.kinds import ENDED, IN_FORCE, KINDS, PlanType, missing_by_law
from plandugnad.plans.models import PlanFields, PlanHere
from plandugnad.processes.casing import case_of
from plandugnad.processes.dates import kept_dates
from plandugnad.processes.demands.duties import (
    Duty,
    constitutions,
    duties,
    strategy_deadline,
    yearly_deadlines,
)
from plandugnad.processes.demands.estimates import DAYS_IN_WORKING_YEAR, NOTHING, Days, examples, in_the_year
from plandugnad.processes.demands.models import DemandEffort
from plandugnad.processes.models import Process, Step
from plandugnad.processes.queries.process import Kept, step_rows
from plandugnad.processes.queries.rows import BEHIND, Progress, StepRow
from plandugnad.processes.telling import running_deadlines
from plandugnad.processes.words import law_language, written_date
from plandugnad.regions.models import Organisation

MONTHS = 12
_TEN_YEARS = 10


class DemandKind(StrEnum):
    PROCESS = "process"
    DUTY = "duty"
    MISSING = "missing"
    DECIDED = "decided"


@dataclass(frozen=True)
class Day:
    """One deadline in the year: the safe day, what it is, and why."""

    day: date
    title: str
    why: str
    address: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Demand:
    """`example` is what such work may take in the year, `own` what the municipality says. `because`: how the example
    was reckoned. `room`: what is only custom, or may be smaller."""

    key: str
    kind: DemandKind
    title: str
    provisions: tuple[Provision, ...] = ()
    section: str = ""
    days: tuple[Day, ...] = ()
    example: Days | None = None
    because: str = ""
    own: int | None = None
    room: str = ""
    note: str = ""
    address: str = ""

    @property
    def effort(self) -> Days:
        if self.own is not None:
            return Days(self.own, self.own, self.own)
        return self.example or NOTHING

    @property
    def is_unknown(self) -> bool:
        return self.own is None and self.example is None


@dataclass(frozen=True)
class Month:
    first: date
    days: tuple[Day, ...]


@dataclass(frozen=True)
class DemandPage:
    first: date
    last: date
    by_law: tuple[Demand, ...]
    decided: tuple[Demand, ...]

    @property
    def rows(self) -> tuple[Demand, ...]:
        return self.by_law + self.decided

    @property
    def law_sum(self) -> Days:
        return _sum(self.by_law)

    @property
    def decided_sum(self) -> Days:
        return _sum(self.decided)

    @property
    def whole_sum(self) -> Days:
        return self.law_sum + self.decided_sum

    @property
    def working_years(self) -> float:
        return self.whole_sum.typical / DAYS_IN_WORKING_YEAR

    @property
    def own_count(self) -> int:
        return sum(1 for one in self.rows if one.own is not None)

    @property
    def example_count(self) -> int:
        return sum(1 for one in self.rows if one.own is None and one.example is not None)

    @property
    def unknown_count(self) -> int:
        return sum(1 for one in self.rows if one.is_unknown)

    @property
    def late(self) -> tuple[Day, ...]:
        return tuple(sorted((day for one in self.rows for day in one.days if day.is_late), key=lambda day: day.day))

    @property
    def months(self) -> list[Month]:
        """Those that have a deadline, in order. What is late has its own place."""
        found: defaultdict[date, list[Day]] = defaultdict(list)
        for one in self.rows:
            for day in one.days:
                if not day.is_late:
                    found[day.day.replace(day=1)].append(day)
        return [Month(first, tuple(sorted(days, key=lambda day: day.day))) for first, days in sorted(found.items())]


def read_demands(organisation: Organisation, today: date) -> DemandPage:
    """From today and twelve months on. The number of questions does not grow with plans or processes."""
    last = today + relativedelta(months=MONTHS)
    own = dict(DemandEffort.objects.filter(organisation=organisation).values_list("key", "days"))
    plans = list(PlanHere.objects.kept().of(organisation).exclude(status__in=ENDED).in_norwegian_order())
    found = _Found(organisation, today, last, plans)
    by_law, decided = (
        [replace(one, own=own.get(one.key)) for one in rows] for rows in (found.by_law(), found.decided())
    )
    return DemandPage(today, last, tuple(by_law), tuple(decided))


class _Found:
    def __init__(self, organisation: Organisation, today: date, last: date, plans: Sequence[PlanFields]) -> None:
        self.organisation, self.today, self.last, self.plans = organisation, today, last, plans
        owned = PlanHere.objects.kept().of(organisation).values("id")
        rows = Process.objects.running().filter(Q(plan__organisation=organisation) | Q(plan_id__in=owned))
        rows = rows.select_related("plan__organisation")
        rows = rows.prefetch_related("dates", "steps", "overrides").order_by("plan__sort_key", "id")
        self.processes = list(rows)
        self.language = law_language()
        self.strategies = list(self._strategies(duties()["strategy"]))

    @property
    def has_health(self) -> bool:
        """The overview is asked for with the strategy it is the ground of."""
        return bool(self.strategies) or any(process.chain == "KPS-STRAT" for process in self.processes)

    def by_law(self) -> Iterator[Demand]:
        for process in self.processes:
            if process.chain != duties()["economy"].chain:
                yield self._process(process)
        yield from self._yearly(duties()["economy"])
        yield from self.strategies
        if self.has_health:
            yield self._health(duties()["health"])
        yield self._plain(duties()["preparedness"])
        yield from self._missing()
        yield from self._ten_years_old()
        yield self._plain(duties()["risk"])
        yield self._plain(duties()["register"])

    def decided(self) -> Iterator[Demand]:
        """Revisions that are due by the municipality's own decision, and that nobody has begun."""
        begun = {process.plan_id for process in self.processes}
        for plan in self.plans:
            if plan.id in begun or plan.plan_type in _OF_DUTIES or not plan.revision_due:
                continue
            if self.has_health and _is_health_overview(plan):
                continue  # said, with its day, at the duty
            if due(plan.revision_due, plan.status, self.today) in (Due.OVERDUE, Due.SOON):
                yield self._revision(plan)

    # --- processes under way -----------------------------------------------------------------------------------------

    def _is_led(self, process: Process) -> bool:
        return process.plan.organisation_id == self.organisation.id

    def _process(self, process: Process) -> Demand:
        """Of a joint plan another municipality leads: the deadlines for all and this council's own; the work is the
        leader's."""
        is_led, address = self._is_led(process), reverse("process", args=[process.id])
        steps = {step.code: step for step in process.steps.all()}
        dates = kept_dates(process.dates.all())
        rows = _rows_of(process, self.today)
        kind = _kind_of(process)
        example, because = self._example(kind, rows) if is_led else (None, "")
        return Demand(
            f"process:{process.id}",
            DemandKind.PROCESS,
            process.plan.name,
            days=tuple(self._days(running_deadlines(process, dates, steps, self.today), process, steps, address)),
            example=example,
            because=because,
            room=_room(rows) if is_led else "",
            note="" if is_led else _("Fellesplan som %(who)s leder.") % {"who": process.plan.organisation.name},
            address=address,
        )

    def _days(
        self, deadlines: Iterable[Deadline], process: Process, steps: Mapping[str, Step], address: str
    ) -> Iterator[Day]:
        by_id = chains()[process.chain].by_id
        for one in deadlines:
            if one.working_day_end is None or one.working_day_end > self.last:
                continue
            if one.municipality not in ("", str(self.organisation.id)):
                continue  # another council's
            if one.kind is Kind.MIN and not one.backwards:
                continue  # when something may come at the earliest is no demand on anybody
            if by_id[one.step].is_right_of_others:
                continue
            title = f"{by_id[one.step].name.said(self.language)} · {process.plan.name}"
            here = f"{address}#steg-{one.step}"
            yield Day(one.working_day_end, title, one.why(self.language), here, one.state is State.OVERDUE)

    def _example(self, kind: str, rows: tuple[StepRow, ...]) -> tuple[Days | None, str]:
        if kind not in examples():
            return None, ""
        counted = [row for row in rows if row.progress is not Progress.LEFT_OUT and not row.is_only_possible]
        left = sum(1 for row in counted if row.progress not in BEHIND)
        remaining = left / len(counted) if counted else 1.0
        example = examples()[kind]
        words = _("%(days)s dagsverk for hele planen (%(low)s–%(high)s), %(left)s av %(all)s steg gjenstår.") % {
            "days": round(example.days.typical), "low": round(example.days.low), "high": round(example.days.high),
            "left": left, "all": len(counted),
        }  # fmt: skip
        return in_the_year(example, remaining), f"{words} {_fitting(example.months.typical * remaining)}".strip()

    # --- duties ------------------------------------------------------------------------------------------------------

    def _plain(self, duty: Duty) -> Demand:
        example = in_the_year(examples()[duty.effort]) if duty.effort else None
        return self._of_duty(duty, f"duty:{duty.key}", example=example)

    def _health(self, duty: Duty) -> Demand:
        """One work, whether the law or the municipality says when: its own day stands at the duty."""
        days = tuple(day for plan in self.plans if _is_health_overview(plan) for day in self._revised(plan))
        return replace(self._plain(duty), days=days)

    def _revised(self, plan: PlanFields) -> Iterator[Day]:
        if plan.revision_due and due(plan.revision_due, plan.status, self.today) in (Due.OVERDUE, Due.SOON):
            yield from self._revision(plan).days

    def _yearly(self, duty: Duty) -> Iterator[Demand]:
        begun = next((one for one in self.processes if one.chain == duty.chain), None)
        names = chains()[duty.chain].by_id
        days = tuple(
            Day(one.statutory_end, names[one.step].name.said(self.language), one.why(self.language))
            for one in yearly_deadlines(duty.chain, self.today, self.last)
            if one.statutory_end
        )
        example = in_the_year(examples()[duty.effort])
        address = reverse("process", args=[begun.id]) if begun else ""
        yield self._of_duty(duty, f"duty:{duty.key}", days=days, example=example, address=address)

    def _strategies(self, duty: Duty) -> Iterator[Demand]:
        """For each council term that is begun or begins in the year, and has no strategy and none under way."""
        has_begun = any(process.chain == duty.chain for process in self.processes)
        adopted = [plan.adopted.last_day() for plan in self.plans if _is_strategy(plan) and plan.adopted]
        for constituted in constitutions(self.today, self.last):
            is_next = constituted > self.today
            if any(day >= _autumn(constituted) for day in adopted):
                continue
            if has_begun:
                has_begun = False  # one strategy is for one term
                continue
            deadline = strategy_deadline(constituted, self.today)
            end, name = deadline.working_day_end, duty.name.said(self.language)
            months = _months_between(constituted, self.last) if is_next else MONTHS
            days = (Day(end, name, deadline.why(self.language), is_late=end < self.today),) if end else ()
            note = (
                _("Et nytt kommunestyre konstitueres innen %(day)s. Fra da løper året.")
                if is_next
                else _("Vi finner ingen vedtatt planstrategi etter valget i %(year)s.")
            ) % {"day": written_date(constituted), "year": constituted.year}
            yield self._of_duty(
                duty,
                f"duty:{duty.key}:{constituted.year}",
                days=tuple(day for day in days if day.day <= self.last),
                example=in_the_year(examples()[duty.effort], months=months),
                note=note,
            )

    def _of_duty(
        self,
        duty: Duty,
        key: str,
        *,
        days: tuple[Day, ...] = (),
        example: Days | None = None,
        note: str = "",
        address: str = "",
    ) -> Demand:
        return Demand(
            key,
            DemandKind.DUTY,
            duty.name.said(self.language),
            provisions=duty.provisions,
            days=days,
            example=example,
            because=_("Eksempel for en kommune med under 5 000 innbyggere.") if example else "",
            room=duty.room.said(self.language) if duty.room else "",
            note=note,
            address=address,
        )

    # --- what is missing, old, or due --------------------------------------------------------------------------------

    def _missing(self) -> Iterator[Demand]:
        present = {plan.plan_type for plan in self.plans if plan.status in IN_FORCE}
        begun = {process.plan.plan_type for process in self.processes}
        for kind in missing_by_law(present | begun):
            if kind in _OF_DUTIES:
                continue
            yield Demand(
                f"missing:{kind}",
                DemandKind.MISSING,
                capfirst(str(kind.label)),
                section=KINDS[kind].section,
                example=in_the_year(examples()[kind]) if kind in examples() else None,
                because=_whole(kind),
                note=_("Alle kommuner skal ha den. Her er ingen i kraft, og ingen er begynt."),
            )

    def _ten_years_old(self) -> Iterator[Demand]:
        turning = self.last - relativedelta(years=_TEN_YEARS)
        old = [plan for plan in self.plans if plan.plan_type == PlanType.ZONING_DETAIL and plan.status in IN_FORCE]
        count = sum(1 for plan in old if plan.adopted and plan.adopted.last_day() <= turning)
        if count:
            yield Demand(
                "old-details",
                DemandKind.DUTY,
                _("Private detaljreguleringer som er ti år eller blir det"),
                provisions=(law()["pbl-12-4-ten-years"],),
                note=_(
                    "Det gjelder opptil %(count)s planer her. Vi vet ikke hvilke som er private og ikke satt i gang."
                )
                % {"count": count},
                address=reverse("portfolio_table", args=[self.organisation.number]),
            )

    def _revision(self, plan: PlanFields) -> Demand:
        assert plan.revision_due
        is_late = due(plan.revision_due, plan.status, self.today) is Due.OVERDUE
        day = plan.revision_due.last_day()
        why = _("Dere har skrevet at planen skal revideres innen da.")
        return Demand(
            f"plan:{plan.id}",
            DemandKind.DECIDED,
            plan.name,
            days=(Day(day, plan.name, why, reverse("plan", args=[plan.id]), is_late),),
            example=in_the_year(examples()[plan.plan_type]) if plan.plan_type in examples() else None,
            because=_whole(plan.plan_type),
            address=reverse("plan", args=[plan.id]),
        )


# What the duties above say of already, so that it is not said twice.
_OF_DUTIES = frozenset({PlanType.PLANNING_STRATEGY, PlanType.ACTION_PART, PlanType.ECONOMY_PLAN})


def _kind_of(process: Process) -> str:
    if process.chain == "REG" and process.choices.get("private"):
        return "zoning_detail_private"
    return "zoning_change" if process.chain == "REG-ENDRING" else process.plan.plan_type


def _rows_of(process: Process, today: date) -> tuple[StepRow, ...]:
    """Without the course: only how far it has come is asked."""
    dates, steps = kept_dates(process.dates.all()), list(process.steps.all())
    try:
        case: Case = case_of(process, today, dates, steps=steps, overrides=process.overrides.all())
    except Refused:
        return ()
    return step_rows(case, Kept(dates, steps, list(process.overrides.all()), {}), has_course=False)


def _room(rows: tuple[StepRow, ...]) -> str:
    """The steps that are usual and not demanded: what may be left out. The work a decision rests on is not."""
    rests_on = {code for row in rows if row.law and row.law.in_council for code in row.law.after}
    free = [row for row in rows if row.can_be_left_out and row.is_ours and not row.is_only_possible]
    free = [row for row in free if row.code not in rests_on]
    names = [row.title[:1].lower() + row.title[1:] for row in free if row.progress not in BEHIND]
    return _("Vanlig, men ikke lovkrav: %(steps)s.") % {"steps": ", ".join(names)} if names else ""


def _fitting(months_left: float) -> str:
    if months_left <= MONTHS:
        return ""
    return _("%(months)s av %(all)s måneder kommer i perioden.") % {"months": MONTHS, "all": round(months_left)}


def _whole(kind: str) -> str:
    if kind not in examples():
        return ""
    days = examples()[kind].days
    words = _("%(days)s dagsverk for hele planen (%(low)s–%(high)s).") % {
        "days": round(days.typical), "low": round(days.low), "high": round(days.high),
    }  # fmt: skip
    return f"{words} {_fitting(examples()[kind].months.typical)}".strip()


def _is_health_overview(plan: PlanFields) -> bool:
    """'Oversikt over folkehelsen', 'Folkehelseoversynet 2027'."""
    return plan.plan_type == PlanType.KNOWLEDGE_BASE and "folkehels" in plan.name.casefold()


def _is_strategy(plan: PlanFields) -> bool:
    return plan.plan_type == PlanType.PLANNING_STRATEGY and plan.status in IN_FORCE


def _autumn(constituted: date) -> date:
    """The council may have constituted itself weeks before the last day; none adopts its strategy before that."""
    return constituted.replace(month=9, day=1)


def _months_between(first: date, last: date) -> float:
    return max(0.0, (last - first).days / 30.44)


def _sum(rows: Iterable[Demand]) -> Days:
    return sum((one.effort for one in rows), NOTHING)
