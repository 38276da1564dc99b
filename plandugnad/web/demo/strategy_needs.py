"""What Fjordvik weighed for its planning strategy, and one need Lyngmo has begun on: example data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle
from typing import Any

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.plans.kinds import ENDED, IN_FORCE, PlanStatus, PlanType
from plandugnad.plans.models import Plan, PlanHere
from plandugnad.regions.models import Organisation
from plandugnad.strategies.actions import begin_strategy
from plandugnad.strategies.kinds import MADE, Basis, Lighter, Outcome
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.needs import actions
from plandugnad.strategies.needs.fields import Value, of_unsaid
from plandugnad.strategies.needs.queries import NOT_WEIGHED
from plandugnad.strategies.terms import HalfYear, Term
from plandugnad.web.demo.people import planner_of
from plandugnad.web.demo.portfolio import election_to_plan_for
from plandugnad.web.demo.region import Region

_DAYS_A_YEAR = 240  # a little more than one planner
# Small revisions: days, and the half-years they are made in.
_SMALL = ((15, 0, 1), (25, 7, 7), (20, 6, 7), (10, 3, 3), (30, 0, 1), (15, 7, 7))
_ORDER = ("law", "change", "conflict", "climate", "people", "use", "shared", "will")


@dataclass(frozen=True)
class Weighed:
    """`scores` in the order of the criteria, «-» where nobody has said; `halves` from and to, counted in the term."""

    scores: str
    days: int | None = None
    halves: tuple[int, int] | None = None
    because: str = ""
    said: Mapping[str, Value] = field(default_factory=dict)


_SOCIETY = Weighed(
    "31232313",
    150,
    (0, 2),
    "Befolkningen er færre og eldre enn planen bygger på. Andre planer viser til den hele tiden.",
    {
        "basis": Basis.STATUTORY,
        "basis_source": "pbl. § 11-2",
        "decision": "revise",
        "participation": "Folkemøte i hver grend, skolene",
    },
)
_LAND = Weighed(
    "22332212",
    260,
    (2, 6),
    "Mange dispensasjoner i strandsonen, og statsforvalteren har varslet innsigelse.",
    {"basis": Basis.STATUTORY, "basis_source": "pbl. § 11-5", "decision": "revise", "responsible": "Ingrid Eksempel"},
)
_COAST = Weighed(
    "12321231",
    80,
    (4, 6),
    "Nabokommunene lager den samme planen, og arbeidet er begynt.",
    {"basis": Basis.EXPECTED, "basis_source": "Regional plan for kystsonen", "decision": "revise"},
)
_THEMES = (
    Weighed(
        "12113202", 50, (3, 4), "Tallene i planen er gamle, og tre saker har vist til den i år.", {"decision": "revise"}
    ),
    Weighed("01112101", 40, (5, 6), "Kan brukes som den er en stund til."),
    Weighed("000110-0", None, None, "Ingen har spurt etter den siden den ble vedtatt."),
    Weighed("0101-1--", 30, None),
)
_PROPOSED = (
    (
        "Temaplan for klimatilpasning",
        PlanType.THEME_PLAN,
        Weighed(
            "11131022",
            60,
            (5, 6),
            "Flommen i fjor viste at ingen plan sier hva som skal gjøres.",
            {"basis": Basis.EXPECTED, "basis_source": "SPR for klima og energi", "decision": "new"},
        ),
    ),
    (
        "Temaplan for frivillighet",
        PlanType.THEME_PLAN,
        Weighed(
            "00002011",
            None,
            None,
            "Lagene ønsker seg en kontaktperson, ikke en plan.",
            {
                "basis": Basis.PROFESSIONAL,
                "outcome": Outcome.NOT_A_PLAN,
                "outcome_because": "Et tiltak i økonomiplanen gir lagene det de ber om, og raskere.",
                "lighter": Lighter.MEASURE,
                "lighter_text": "En tjue prosent stilling som kontaktperson for lag og foreninger.",
            },
        ),
    ),
)


def strategy_needs(region: Region, people: dict[str, Person], today: date) -> None:
    fjordvik, by = region.municipalities["Fjordvik"], planner_of(people, "Fjordvik")
    strategy = _adopted_strategy(by, fjordvik)
    years = {str(year): _DAYS_A_YEAR for year in strategy.term.years}
    actions.write_capacity(by, strategy, years, dict.fromkeys(years))
    for plan, weighed in _of_plans(fjordvik):
        say_need(by, strategy, plan, weighed)
    _say_when(by, strategy, fjordvik)
    for name, plan_type, weighed in _PROPOSED:
        say_need(by, strategy, actions.propose(by, strategy, name, plan_type), weighed)
    _begin_in_lyngmo(region, people, today)


def _adopted_strategy(by: By, organisation: Organisation) -> Strategy:
    """That of the council whose strategy is in force, found or begun."""
    plans = Plan.objects.kept().of(organisation).filter(plan_type=PlanType.PLANNING_STRATEGY, status__in=IN_FORCE)
    plan = max(plans, key=lambda one: one.adopted.last_day() if one.adopted else date.min)
    return _strategy_of(by, organisation, plan)


def _strategy_of(by: By, organisation: Organisation, plan: Plan) -> Strategy:
    assert plan.period
    term = Term(plan.period.first_day().year - 1)
    found = Strategy.objects.kept().filter(organisation=organisation, first_year=term.first_year).first()
    return found or begin_strategy(by, organisation, term, plan)


def _of_plans(organisation: Organisation) -> Iterator[tuple[PlanHere, Weighed]]:
    here: Any = PlanHere.objects.kept().of(organisation)
    there = here.filter(status__in=IN_FORCE).in_norwegian_order()
    for plan_type, weighed in ((PlanType.COMMUNITY_PART, _SOCIETY), (PlanType.LAND_USE_PART, _LAND)):
        yield there.get(plan_type=plan_type), weighed
    coast = here.filter(plan_type=PlanType.PARTIAL_PLAN_AREA, is_led=True).first()
    if coast:
        yield coast, _COAST
    yield from zip(there.filter(plan_type=PlanType.THEME_PLAN), _THEMES, strict=False)


def _say_when(by: By, strategy: Strategy, organisation: Organisation) -> None:
    """The small revisions tidying has decided on: how much work, and when."""
    said = strategy.needs.kept().values("plan_id")
    here: Any = PlanHere.objects.kept().of(organisation)
    here = here.filter(decision__in=MADE, is_led=True).exclude(id__in=said)
    plans = here.exclude(plan_type__in=NOT_WEIGHED).exclude(status__in=ENDED).in_norwegian_order()
    for plan, (days, first, last) in zip(plans, cycle(_SMALL), strict=False):
        say_need(by, strategy, plan, Weighed("--------", days, (first, last)))


def say_need(by: By, strategy: Strategy, of: PlanNeed | PlanHere, weighed: Weighed) -> None:
    """As the planner saves the page of one plan."""
    seen = of_unsaid(of) if isinstance(of, PlanHere) else of_unsaid(None)
    scores = zip(_ORDER, weighed.scores, strict=True)
    wanted: dict[str, Value] = {f"score-{key}": int(score) for key, score in scores if score != "-"}
    wanted |= {"because": weighed.because, "days": weighed.days, **weighed.said}
    if weighed.halves:
        first, last = (strategy.term.halves[number] for number in weighed.halves)
        decision = wanted.get("decision") or seen["decision"] or "revise"
        wanted |= {"begins": first.code, "ends": last.code, "decision": decision}
    actions.save_need(by, strategy, of, {**seen, **wanted}, seen)


def _begin_in_lyngmo(region: Region, people: dict[str, Person], today: date) -> None:
    lyngmo, by = region.municipalities["Lyngmo"], planner_of(people, "Lyngmo")
    under_way = (
        Plan.objects.kept().of(lyngmo).filter(plan_type=PlanType.PLANNING_STRATEGY, status=PlanStatus.IN_PROCESS)
    )
    term = Term(election_to_plan_for(today))
    found = Strategy.objects.kept().filter(organisation=lyngmo, first_year=term.first_year).first()
    strategy = found or begin_strategy(by, lyngmo, term, under_way.first())
    need = actions.propose(by, strategy, "Temaplan for bustad", PlanType.THEME_PLAN)
    begins = HalfYear(term.first_year + 1, 2).code
    said: dict[str, Value] = {"score-people": 3, "score-change": 2, "begins": begins}
    said["because"] = "Unge som vil flytte heim, finn ikkje bustad."
    seen = of_unsaid(None)
    actions.save_need(by, strategy, need, {**seen, **said}, seen)
