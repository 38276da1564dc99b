"""Two years of following up the planning strategy of Fjordvik: what was promised, what was said, what was frozen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.plans.actions import change_plan
from plandugnad.plans.kinds import ENDED, IN_FORCE, Decision, PlanStatus, PlanType
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation
from plandugnad.strategies.actions import begin_strategy
from plandugnad.strategies.kinds import MADE
from plandugnad.strategies.living.freezing import freeze, freeze_as_adopted
from plandugnad.strategies.living.kinds import SnapshotKind, Track
from plandugnad.strategies.living.models import PulseAsk, PulseContact, TrackNote
from plandugnad.strategies.living.notes import Saying, explain_outside, say
from plandugnad.strategies.living.pulse import Quarter, digest_of
from plandugnad.strategies.living.reading import promised_on, read_content
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.terms import HalfYear, Term
from plandugnad.web.demo.portfolio import last_election
from plandugnad.web.demo.region import Region

_NOT_NEEDS = (
    PlanType.PLANNING_STRATEGY, PlanType.ACTION_PART, PlanType.ECONOMY_PLAN, PlanType.ANNUAL_REPORT,
    PlanType.SERVICE_PLAN, PlanType.KNOWLEDGE_BASE, PlanType.ZONING_AREA, PlanType.ZONING_DETAIL, "",
)  # fmt: skip
_DONE, _TO_COME = 4, 3
_HALF_WAY = (
    "Vi lovet for mye i de to første årene: tre planer ventet på den samme planleggeren. Vi lager heller én plan om "
    "gangen, og lar to av temaplanene bli kapitler i samfunnsdelen."
)


@dataclass(frozen=True)
class _Said:
    """`days`: how long before the day of the demo. `later`: half-years after what was promised."""

    track: Track
    because: str
    days: int
    later: int = 0


# By place among what is being made; nobody has said anything of the others.
_SAID: Mapping[int, Sequence[_Said]] = {
    0: (_Said(Track.SLIPPED, "Planleggeren sluttet i mars, og stillingen sto tom i et halvt år.", 35, 3),),
    1: (_Said(Track.ON_TRACK, "", 200), _Said(Track.ON_TRACK, "", 40)),
    2: (_Said(Track.ON_TRACK, "", 60),),
    3: (_Said(Track.DROPPED, "Kommunestyret vil heller ha et kapittel i samfunnsdelen.", 90),),
}
_CONTACTS = ("Kari Eksempel", "Jon Eksempel", "Siri Eksempel")


def strategy_living(region: Region, people: dict[str, Person], today: date) -> Strategy:
    """Of the term that has its strategy adopted. Called after the needs and the document, where they are made too."""
    fjordvik, by = region.municipalities["Fjordvik"], By(people["Ingrid"].id, str(people["Ingrid"]))
    strategy = _adopted(by, fjordvik, today)
    needs = _promised(strategy, today)
    freeze_as_adopted(by, strategy)
    _ask(needs, today)
    made = [need for need in needs if need.plan and need.plan.status not in (PlanStatus.ADOPTED, PlanStatus.IDEA)]
    for place, need in enumerate(made):
        for one in _SAID.get(place, ()):
            _say(by, need, one, today)
    _explain(by, strategy, today)
    _freeze(by, strategy, today)
    return strategy


def _adopted(by: By, fjordvik: Organisation, today: date) -> Strategy:
    elected = last_election(today)
    if today < date(elected + 1, 7, 1):
        elected -= 4  # the portfolio has that of the council before: see `portfolio`
    found = Strategy.objects.kept().filter(organisation=fjordvik, first_year=elected).select_related("plan").first()
    if found is None:
        rows = Plan.objects.kept().of(fjordvik).filter(plan_type=PlanType.PLANNING_STRATEGY, strategy=None)
        found = begin_strategy(by, fjordvik, Term(elected), rows.filter(status__in=IN_FORCE).first())
        change_plan(
            by, found.plan, {"status": PlanStatus.ADOPTED.value, "adopted": When.on(date(elected + 1, 3, 14)).iso}
        )
    return Strategy.objects.select_related("organisation", "plan").get(pk=found.pk)


def _promised(strategy: Strategy, today: date) -> list[PlanNeed]:
    """What it promises to make, tied to plans that are there: some made since, some being made, some to come."""
    rows = PlanNeed.objects.kept().filter(strategy=strategy, decision__in=MADE, ends__isnull=False)
    rows = rows.select_related("strategy__plan", "strategy__organisation", "plan")
    if found := list(rows.in_order()):
        return found
    plans = Plan.objects.kept().of(strategy.organisation).exclude(plan_type__in=_NOT_NEEDS).exclude(status__in=ENDED)
    others = list(plans.exclude(status="").exclude(needs__strategy=strategy).order_by("sort_key", "id"))
    begun = [plan for plan in others if plan.status not in (PlanStatus.IDEA, PlanStatus.ADOPTED)]
    adopted = [plan for plan in others if plan.status == PlanStatus.ADOPTED]
    since = promised_on(strategy)
    done = [plan for plan in adopted if plan.adopted and plan.adopted.first_day() > since][:_DONE]
    to_come = [plan for plan in adopted if plan not in done][:_TO_COME]
    # The last two of what is begun, are begun outside the strategy.
    inside = begun[: max(len(begun) - 2, 0)]
    for place, (plan, begins, ends) in enumerate(_when(done, inside, to_come, HalfYear.of(today).number)):
        first = max(begins, HalfYear.of(since).number)
        PlanNeed.objects.create(
            strategy=strategy, plan=plan, name=plan.name, plan_type=plan.plan_type, position=place,
            decision=Decision.REVISE if plan.status in IN_FORCE else Decision.NEW,
            begins=HalfYear.numbered(first).code, ends=HalfYear.numbered(max(ends, first)).code,
        )  # fmt: skip
    return list(rows.in_order())


def _when(
    done: Sequence[Plan], begun: Sequence[Plan], to_come: Sequence[Plan], now: int
) -> Iterator[tuple[Plan, int, int]]:
    """By number of half-year. One of what is done was promised before it came, and one of what is begun is overdue."""
    for place, plan in enumerate(done):
        assert plan.adopted
        ends = HalfYear.of(plan.adopted.last_day()).number
        yield plan, ends - 2, ends - (1 if place == 1 else 0)
    for place, plan in enumerate(begun):
        yield plan, now - 2, now - 1 if place == 0 else now + 1 + place % 2
    for plan in to_come:
        yield plan, now + 1, now + 2


def _ask(needs: Sequence[PlanNeed], today: date) -> None:
    for place, need in enumerate(needs[:-2]):
        name = _CONTACTS[place % len(_CONTACTS)]
        email = f"{name.split()[0].lower()}@fjordvik.example"
        PulseContact.objects.create(need=need, email=email, name=name)
    if not needs:
        return
    day = today - timedelta(days=92)
    quarter = Quarter.of(day)
    for name in _CONTACTS:
        email = f"{name.split()[0].lower()}@fjordvik.example"
        digest = digest_of(f"{needs[0].pk}{email}")
        PulseAsk.objects.create(
            strategy=needs[0].strategy, quarter=quarter.code, email=email, digest=digest, until=quarter.last_day
        )


def _say(by: By, need: PlanNeed, said: _Said, today: date) -> None:
    day = max(today - timedelta(days=said.days), promised_on(need.strategy) + timedelta(days=1))
    if day > today:
        return
    ends = HalfYear.numbered(need.ends_half.number + said.later).code if said.later and need.ends_half else None
    note = say(by, need, Saying(said.track, said.because, ends))
    TrackNote.objects.filter(pk=note.pk).update(made_at=datetime.combine(day, time(10), UTC))


def _explain(by: By, strategy: Strategy, today: date) -> None:
    """One with its reason, and one without."""
    outside = read_content(strategy, today).outside
    if outside:
        plan = Plan.objects.get(pk=outside[0].plan_id)
        because = "Statsforvalteren ba om planen etter flommen, og kommunestyret ville ikke vente på neste strategi."
        explain_outside(by, strategy, plan, because)


def _freeze(by: By, strategy: Strategy, today: date) -> None:
    """As it would have been put before the council, on the days there have been."""
    since = promised_on(strategy)
    for days, kind, remarks in (
        (330, SnapshotKind.STATUS, ""),
        (690, SnapshotKind.STATUS, ""),
        (780, SnapshotKind.HALF_WAY, _HALF_WAY),
    ):
        if (day := since + timedelta(days=days)) <= today:
            freeze(strategy, kind, by, day, remarks=remarks)
