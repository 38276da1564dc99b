"""The plans of one invented municipality: the same each time, with dates counted from the day the demo is made."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from plandugnad.engines.tables.when import When
from plandugnad.plans.kinds import Decision, PlanStatus, PlanType
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation
from plandugnad.web.demo import texts
from plandugnad.web.demo.region import Place
from plandugnad.web.demo.texts import Kept
from plandugnad.web.demo.together import joint_plan_in
from plandugnad.web.demo.untidy import leave_untidy

T, S = PlanType, PlanStatus
FIRST_ELECTION = 2023


@dataclass
class Portfolio:
    organisation: Organisation
    today: date
    chance: Random
    plans: list[Plan] = field(default_factory=list)

    @property
    def form(self) -> str:
        return self.organisation.language

    def word(self, nb: str, nn: str) -> str:
        return nn if self.form == "nn" else nb

    def add(self, name: str, plan_type: str, section: str, **about: object) -> Plan:
        nb, nn, head_nb, head_nn = texts.SECTIONS[section]
        begin = {"section": self.word(nb, nn), "responsible": self.word(head_nb, head_nn)}
        plan = Plan(organisation=self.organisation, name=name, plan_type=plan_type, **(begin | about))
        plan.set_keys()
        self.plans.append(plan)
        return plan


def draw_up(organisation: Organisation, place: Place, today: date) -> list[Plan]:
    """Unsaved, parents before children."""
    portfolio = Portfolio(organisation, today, Random(int(place.number)))  # noqa: S311  # the same each time is the point
    if place.plans:
        society, land = _add_overarching(portfolio)
        if place.name == "Fjordvik":
            portfolio.add(
                "Kystsoneplan for Solfjell", T.PARTIAL_PLAN_AREA, "society", parent=society, **joint_plan_in(today)
            )
        if place.name == "Lyngmo":
            _add_strategy_to_come(portfolio, election_to_plan_for(today))
        if place.name == "Storskar":
            _add_strategy_to_come(portfolio, made_late_in(today))
        _add_kept(portfolio, place.plans - place.zoning - len(portfolio.plans), society)
        _add_zoning(portfolio, place.zoning, land)
        if place.name == "Fjordvik":
            leave_untidy(portfolio.plans, today)
    return portfolio.plans


def last_election(today: date) -> int:
    """The new council sits from October."""
    year = today.year if today.month >= 10 else today.year - 1
    return year - (year - FIRST_ELECTION) % 4


def election_to_plan_for(today: date) -> int:
    """Whose council the strategy under way is for: the one that sits, until it has adopted its own; then the next."""
    elected = last_election(today)
    return elected if today < date(elected + 1, 7, 1) else elected + 4


def made_late_in(today: date) -> int:
    """Whose council's strategy Storskar makes: that of the one that sits, years after it should have been adopted. In
    its last spring it is too late, and the next council's is begun on."""
    elected = last_election(today)
    return elected if today < date(elected + 4, 4, 1) else elected + 4


def proposes_in(elected: int, today: date) -> bool:
    """Nobody puts a proposal before a council that has hardly met, or does not sit yet."""
    return today >= date(elected + 1, 2, 1)


def _add_strategy_to_come(its: Portfolio, elected: int) -> None:
    first = elected + 1
    its.add(
        f"Kommunal planstrategi {first}–{first + 3}",
        T.PLANNING_STRATEGY,
        "society",
        status=S.IN_PROCESS,
        decision=Decision.NEW,
        period=When.of_years(first, first + 3),
        legal_basis="pbl. § 10-1",
    )


def _add_overarching(its: Portfolio) -> tuple[Plan, Plan]:
    year, elected = its.today.year, last_election(its.today)
    if its.today < date(elected + 1, 7, 1):
        elected -= 4  # the new council has not adopted its strategy yet, so the old one holds
    if its.organisation.name == "Storskar":
        elected = made_late_in(its.today) - 4
    strategy = its.add(
        f"Kommunal planstrategi {elected + 1}–{elected + 4}",
        T.PLANNING_STRATEGY,
        "society",
        status=S.ADOPTED,
        adopted=When.on(date(elected + 1, 6, its.chance.randint(10, 20))),
        revision_due=When.of_year(elected + 5),
        period=When.of_years(elected + 1, elected + 4),
        case_reference=_case(its, elected + 1),
        legal_basis="pbl. § 10-1",
    )
    since = year - its.chance.randint(2, 9)
    society = its.add(
        its.word("Kommuneplanens samfunnsdel", "Samfunnsdelen i kommuneplanen"),
        T.COMMUNITY_PART,
        "society",
        status=S.ADOPTED,
        adopted=When.on(date(since, 12, its.chance.randint(5, 18))),
        period=When.of_years(since + 1, since + 12),
        revision_due=When.of_year(since + 8),
        parent=strategy,
        decision=Decision.CONTINUE,
        case_reference=_case(its, since),
        legal_basis="pbl. § 11-2",
    )
    made = year - its.chance.randint(5, 13)
    is_revised = its.organisation.name != "Granheim"  # which continues every plan
    land = its.add(
        its.word("Kommuneplanens arealdel", "Arealdelen i kommuneplanen"),
        T.LAND_USE_PART,
        "society",
        status=S.UNDER_REVISION if is_revised else S.ADOPTED,
        adopted=When.on(date(made, 3, its.chance.randint(5, 25))),
        revision_due=When.of_years(year - 1, year + 1),
        parent=society,
        decision=Decision.REVISE if is_revised else Decision.CONTINUE,
        national_plan_id=f"{made}001",
        legal_basis="pbl. § 11-5",
    )
    _add_yearly(its, society, year)
    return society, land


def _add_yearly(its: Portfolio, society: Plan, year: int) -> None:
    actions = its.add(
        its.word(f"Handlingsdel {year}–{year + 3}", f"Handlingsdel {year}–{year + 3}"),
        T.ACTION_PART,
        "society",
        status=S.ADOPTED,
        adopted=When.on(date(year - 1, 12, 12)),
        period=When.of_years(year, year + 3),
        revision_due=When.of_year(year),
        parent=society,
    )
    economy = its.add(
        its.word(
            f"Økonomiplan {year}–{year + 3} og årsbudsjett {year}",
            f"Økonomiplan {year}–{year + 3} og årsbudsjett {year}",
        ),
        T.ECONOMY_PLAN,
        "staff",
        status=S.ADOPTED,
        adopted=When.on(date(year - 1, 12, 12)),
        period=When.of_years(year, year + 3),
        revision_due=When.of_year(year),
        parent=actions,
        legal_basis="koml. § 14-4",
    )
    reported = year - 1 if its.today.month > 6 else year - 2  # adopted by the end of June
    its.add(
        its.word(f"Årsrapport {reported}", f"Årsrapport {reported}"),
        T.ANNUAL_REPORT,
        "staff",
        status=S.ADOPTED,
        adopted=When.of_year(reported + 1),
        parent=economy,
        legal_basis="koml. § 14-7",
    )


def _add_kept(its: Portfolio, count: int, society: Plan) -> None:
    """The first ones every municipality has; the rest differ."""
    untyped = texts.UNTYPED[: 2 if count > 25 else 0]
    services = texts.SERVICE[: max(0, count // 8)]
    knowledge = texts.KNOWLEDGE[: max(1, count // 7)]
    themes = count - len(untyped) - len(services) - len(knowledge)
    own = [*texts.KEPT[:5], *its.chance.sample(texts.KEPT[5:], len(texts.KEPT) - 5)][:themes]
    for kept in (*own, *services, *knowledge):
        _add_one(its, kept, society)
    for kept in untyped:
        its.add(kept.name(its.form), "", kept.section, responsible="")


def _add_one(its: Portfolio, kept: Kept, society: Plan) -> None:
    chance, year = its.chance, its.today.year
    name, about = kept.name(its.form), {"legal_basis": kept.legal_basis}
    fate = chance.random()
    if fate < 0.08 and kept.plan_type == T.THEME_PLAN:
        its.add(
            name,
            kept.plan_type,
            kept.section,
            status=S.IN_PROCESS,
            decision=Decision.NEW,
            work_years=f"{year}–{year + 1}",
            **about,
        )
        return
    if fate < 0.13 and kept.plan_type == T.THEME_PLAN:
        its.add(
            name,
            kept.plan_type,
            kept.section,
            status=S.IN_CONSULTATION,
            decision=Decision.NEW,
            work_years=f"{year}",
            parent=society,
            **about,
        )
        return
    age = chance.choices(range(12), weights=(6, 8, 8, 8, 7, 6, 5, 4, 3, 2, 2, 1))[0]
    adopted = year - min(age, kept.cycle + (3 if kept.cycle > 1 else 0))
    day = date(adopted, chance.choice((3, 6, 9, 12)), chance.randint(5, 20))
    # Many lists know only the year.
    when = When.of_year(adopted) if chance.random() < 0.4 or day > its.today else When.on(day)
    due_year = adopted + kept.cycle
    # Whoever wrote down the day it was adopted, knows the day it must be revised too.
    due = When.on(day.replace(year=due_year)) if when.day and due_year > year else When.of_year(due_year)
    ended = chance.random() < 0.06 and kept.plan_type == T.THEME_PLAN
    its.add(
        f"{name} {adopted}–{adopted + kept.cycle}" if chance.random() < 0.35 else name,
        kept.plan_type,
        kept.section,
        status=S.REPEALED if ended else S.ADOPTED,
        adopted=when,
        revision_due=None if ended else due,
        parent=society if chance.random() < 0.5 and kept.plan_type in {T.THEME_PLAN, T.PARTIAL_PLAN_THEME} else None,
        case_reference=_case(its, adopted) if chance.random() < 0.7 else "",
        decision=chance.choice((Decision.CONTINUE, Decision.REVISE, "")),
        priority=chance.choice(("", "", "1", "2")),
        **about,
    )


def _add_zoning(its: Portfolio, count: int, land: Plan) -> None:
    for number in range(count):
        name = _zoning_name(its, number, number * 3 + its.chance.randint(0, 1))
        adopted = its.today.year - its.chance.randint(1, 28)
        is_new = number % 9 == 4
        its.add(
            name,
            T.ZONING_DETAIL,
            "society",
            status=S.IN_PROCESS if is_new else S.ADOPTED,
            adopted=None if is_new else When.on(date(adopted, its.chance.randint(1, 12), its.chance.randint(1, 28))),
            parent=land,
            national_plan_id=f"{adopted}{number + 2:03}",
            legal_basis="pbl. § 12-3",
        )


def _zoning_name(its: Portfolio, number: int, first_place: int) -> str:
    """One the municipality has no plan of yet: the place moves on until it is."""
    taken = {plan.name for plan in its.plans}
    form = its.word(*texts.ZONING[number % len(texts.ZONING)])
    turn = first_place % len(texts.ZONED_PLACES)
    names = (form.format(place=place) for place in texts.ZONED_PLACES[turn:] + texts.ZONED_PLACES[:turn])
    return next(name for name in names if name not in taken)


def _case(its: Portfolio, year: int) -> str:
    return f"{year % 100}/{its.chance.randint(100, 2400)}"
