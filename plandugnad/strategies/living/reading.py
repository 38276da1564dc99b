"""What has become of what was promised, read from the plans and their processes: nothing is typed twice. Four queries
for any number of strategies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from plandugnad.core.models import AuditEvent
from plandugnad.engines.statute import chains
from plandugnad.engines.statute.chains import DONE
from plandugnad.engines.tables.when import When
from plandugnad.plans.kinds import IN_FORCE, Decision, PlanStatus, PlanType
from plandugnad.plans.models import PlanHere
from plandugnad.processes.models import Process
from plandugnad.strategies.kinds import MADE
from plandugnad.strategies.living.content import Content, Line, OutsideLine, SaidNow
from plandugnad.strategies.living.models import OutsideReason, TrackNote
from plandugnad.strategies.living.standing import Actual, Note, Promise, Said, track
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.terms import HalfYear

WORKED_WITH = (PlanStatus.IN_PROCESS, PlanStatus.IN_CONSULTATION, PlanStatus.UNDER_REVISION)
BEGUN = (PlanStatus.DECIDED, *WORKED_WITH)
_NOT_ADOPTED = (PlanStatus.IDEA, PlanStatus.DECIDED, PlanStatus.IN_PROCESS, PlanStatus.IN_CONSULTATION)
# What comes every year, is asked for by others than the municipality, or is not a plan of its own (pbl. § 10-1 asks
# for the municipality's needs for plans).
NOT_FOLLOWED = (
    PlanType.PLANNING_STRATEGY, PlanType.REGIONAL_PLAN, PlanType.ZONING_DETAIL, PlanType.ACTION_PART,
    PlanType.ECONOMY_PLAN, PlanType.SERVICE_PLAN, PlanType.ANNUAL_REPORT, PlanType.KNOWLEDGE_BASE,
)  # fmt: skip


@dataclass(frozen=True)
class _Work:
    """One process: `ended_on` is None while it runs."""

    ended_on: date | None
    begun_on: date | None
    heard_on: date | None
    planned_on: date | None


@dataclass(frozen=True)
class _Read:
    """`needs`: by strategy. `plans`: by municipality, and then by plan."""

    needs: Mapping[UUID, Sequence[Any]]
    plans: Mapping[UUID, Mapping[UUID, Any]]
    works: Mapping[UUID, Sequence[_Work]]


def promised_on(strategy: Strategy) -> date:
    """The day the council adopted it; where only the year is known, the first day that may be."""
    adopted = strategy.plan.adopted
    return adopted.first_day() if adopted else strategy.term.halves[0].first_day


def read_content(strategy: Strategy, today: date) -> Content:
    return read_contents([strategy], today)[strategy.pk]


def read_contents(strategies: Sequence[Strategy], today: date) -> dict[UUID, Content]:
    needs = _needs(strategies)
    places = [strategy.organisation_id for strategy in strategies]
    spoken_of = {need.plan_id for rows in needs.values() for need in rows} | {
        need.merged_plan for rows in needs.values() for need in rows
    }
    plans = _plans(places, spoken_of - {None})
    read = _Read(needs, plans, _works({id for found in plans.values() for id in found}))
    return {strategy.pk: _content(strategy, read, today) for strategy in strategies}


def _needs(strategies: Sequence[Strategy]) -> dict[UUID, list[Any]]:
    newest = TrackNote.objects.filter(need=OuterRef("pk"), taken_back_at=None).order_by("-made_at", "-id")
    told = JSONObject(id="id", track="track", because="because", ends="ends", at="made_at", by="said_by_name")
    rows = (
        PlanNeed.objects.kept()
        .filter(strategy__in=[one.pk for one in strategies])
        .exclude(decision="")
        .in_order()
        .annotate(newest=Subquery(newest.values(told=told)[:1]))
        .annotate(merged_plan=F("merge_into__plan_id"), email=F("contact__email"), asked=F("contact__name"))
        .values_list(
            "id", "strategy_id", "plan_id", "name", "decision", "begins", "ends",
            "newest", "merged_plan", "email", "asked", named=True,
        )
    )  # fmt: skip
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.strategy_id].append(row)
    return found


def _plans(places: Sequence[UUID], spoken_of: Iterable[UUID]) -> dict[UUID, dict[UUID, Any]]:
    """Those the strategies speak of, and all that is worked with there, with when that began as far as is known."""
    became = AuditEvent.objects.filter(subject_id=OuterRef("id"), after__status__in=BEGUN).order_by("-made_at")
    runs = Process.objects.running().filter(plan_id=OuterRef("id"))
    reason = OutsideReason.objects.filter(plan_id=OuterRef("id"), strategy__organisation_id=OuterRef("organisation_id"))
    told = JSONObject(strategy="strategy_id", because="because")
    rows = (
        PlanHere.objects.filter(organisation_id__in=places, deleted_at=None)
        .annotate(runs=Exists(runs))
        .filter(Q(id__in=list(spoken_of)) | Q(status__in=BEGUN) | Q(runs=True))
        .annotate(became=Coalesce(Subquery(became.values("made_at")[:1]), "made_at"))
        .annotate(reason=Subquery(reason.order_by("-strategy__first_year").values(told=told)[:1]))
        .order_by("sort_key", "id")
        .values_list(
            "id", "organisation_id", "name", "status", "plan_type", "adopted", "last_revised",
            "became", "reason", named=True,
        )
    )  # fmt: skip
    found: defaultdict[UUID, dict[UUID, Any]] = defaultdict(dict)
    for row in rows:
        found[row.organisation_id][row.id] = row
    return found


def _works(plans: Iterable[UUID]) -> dict[UUID, list[_Work]]:
    adopting = {step.id for chain in chains().values() for step in chain.steps if step.adopts}
    adoption = Q(dates__code__in=adopting, dates__mark=DONE)
    rows = (
        Process.objects.kept()
        .filter(plan_id__in=list(plans))
        .annotate(begun=Min("dates__happened_on"), heard=Max("dates__happened_on"))
        .annotate(planned=Max("dates__planned_on", filter=adoption))
        .values_list("plan_id", "ended_on", "begun", "heard", "planned")
    )
    found: defaultdict[UUID, list[_Work]] = defaultdict(list)
    for plan_id, *days in rows:
        found[plan_id].append(_Work(*days))
    return found


def _content(strategy: Strategy, read: _Read, today: date) -> Content:
    since, needs = promised_on(strategy), read.needs.get(strategy.pk, ())
    plans = read.plans.get(strategy.organisation_id, {})
    lines = tuple(_line(need, plans, read.works, since, today) for need in needs)
    spoken_of = {need.plan_id for need in needs}
    outside = tuple(
        one
        for id, plan in plans.items()
        if id not in spoken_of and plan.plan_type not in NOT_FOLLOWED
        if (one := _outside(strategy, plan, read.works.get(id, ()), since, today)) is not None
    )
    return Content(strategy.term, today, lines, outside)


def _line(
    need: Any, plans: Mapping[UUID, Any], works: Mapping[UUID, Sequence[_Work]], since: date, today: date
) -> Line:
    plan_id = need.merged_plan or need.plan_id
    plan = plans.get(plan_id) if plan_id else None
    note = _note(need.newest) if need.newest else None
    own = [one for one in works.get(plan_id, ()) if one.ended_on is None or one.ended_on >= since]
    actual = _actual(need, plan, own, since, today)
    promise = Promise(_half(need.begins), _half(need.ends))
    return Line(
        need_id=need.id,
        plan_id=need.plan_id,
        name=need.name,
        decision=need.decision,
        begins=promise.begins,
        ends=promise.ends,
        track=track(promise, actual, [note] if note else [], since, today) if need.decision in MADE else None,
        said=_said(need.newest, note) if note else None,
        adopted=actual.adopted,
        begun_on=actual.begun_on,
        planned_on=actual.planned_on,
        status=plan.status if plan else "",
        email=need.email or "",
        contact=need.asked or "",
    )


def _actual(need: PlanNeed, plan: Any, works: Sequence[_Work], since: date, today: date) -> Actual:
    if plan is None:
        return Actual()
    begun = [one.begun_on for one in works if one.begun_on and one.begun_on <= today]
    running = [one for one in works if one.ended_on is None]
    adopted = _adopted(plan, since)
    is_new = need.decision == Decision.NEW and plan.status in IN_FORCE and not plan.adopted
    return Actual(
        is_adopted=is_new,
        adopted=adopted,
        is_begun=plan.status in WORKED_WITH or bool(begun),
        is_worked_with=plan.status in WORKED_WITH,
        begun_on=min(begun, default=None),
        planned_on=max((one.planned_on for one in running if one.planned_on), default=None),
        heard_on=max((one.heard_on for one in works if one.heard_on and one.heard_on <= today), default=None),
    )


def _adopted(plan: Any, since: date) -> When | None:
    """An adoption or a revision that may be of this term. One known by its year alone is, when the strategy was adopted
    in that year: what was done already would not have been promised."""
    if plan.status in _NOT_ADOPTED:
        return None
    found = [when for when in (plan.adopted, plan.last_revised) if when and when.last_day() >= since]
    return max(found, default=None)


def _half(kept: int | None) -> HalfYear | None:
    return HalfYear.kept(kept) if kept else None


def _said(newest: Mapping[str, Any], note: Note) -> SaidNow:
    return SaidNow(newest["track"], newest["because"], note.on, UUID(newest["id"]), newest["by"])


def _note(newest: Mapping[str, Any]) -> Note:
    at = datetime.fromisoformat(newest["at"])
    return Note(Said(newest["track"]), at, timezone.localdate(at), newest["because"], _half(newest["ends"]))


def _outside(strategy: Strategy, plan: Any, works: Sequence[_Work], since: date, today: date) -> OutsideLine | None:
    """None where it was under way already when the strategy was adopted."""
    running = [one.begun_on for one in works if one.ended_on is None and one.begun_on and one.begun_on <= today]
    if plan.status not in BEGUN and not running:
        return None
    begun_on = min(running, default=timezone.localdate(plan.became))
    if begun_on < since or begun_on > today:
        return None
    reason = plan.reason or {}
    because = reason["because"] if reason.get("strategy") == str(strategy.pk) else ""
    return OutsideLine(plan.id, plan.name, plan.status, begun_on, because)
