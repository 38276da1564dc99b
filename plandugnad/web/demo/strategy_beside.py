"""The planning strategies around Fjordvik, each at another point: one adopted and not followed up, one that continues
every plan, and one that is late and is public for thirty days now. Lyngmo has begun, Ytterholm has not."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.engines.statute.holidays import previous_working_day
from plandugnad.plans.kinds import IN_FORCE, PlanStatus, PlanType
from plandugnad.plans.models import Plan, PlanHere
from plandugnad.regions.models import Organisation
from plandugnad.strategies.actions import begin_strategy
from plandugnad.strategies.asking.actions import add_proposed, change_party
from plandugnad.strategies.asking.models import USUAL, AskedParty
from plandugnad.strategies.asking.proposing import proposed
from plandugnad.strategies.deciding.adopting import adopt, set_parts
from plandugnad.strategies.deciding.publishing import publish
from plandugnad.strategies.document.actions import write_section
from plandugnad.strategies.living.freezing import freeze, freeze_as_adopted
from plandugnad.strategies.living.kinds import SnapshotKind
from plandugnad.strategies.living.models import PulseAsk, PulseContact, TrackNote
from plandugnad.strategies.living.notes import Saying, say
from plandugnad.strategies.living.pulse import Quarter, digest_of
from plandugnad.strategies.living.reading import promised_on
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.needs import actions
from plandugnad.strategies.needs.queries import NOT_WEIGHED
from plandugnad.strategies.terms import HalfYear, Term
from plandugnad.web.demo.people import planner_of
from plandugnad.web.demo.portfolio import made_late_in, proposes_in
from plandugnad.web.demo.region import Region
from plandugnad.web.demo.strategy_document import again, find_or_begin
from plandugnad.web.demo.strategy_needs import Weighed, say_need

Said = Mapping[str, Any]
_PUBLIC_FOR, _ASKED_BEFORE = timedelta(days=9), timedelta(days=35)
_FIRST_NOTE, _FIRST_STATUS = timedelta(days=120), timedelta(days=450)
_QUARTERS_ASKED = (timedelta(days=184), timedelta(days=92))
_UNSAID = "-" * 8


def strategies_beside(region: Region, people: dict[str, Person], today: date) -> None:
    """After Fjordvik's, and before what the overviews show is filled anew."""
    for name in ("Elvanes", "Granheim"):
        _adopted(planner_of(people, name), region.municipalities[name], _said()[name], today)
    _public(planner_of(people, "Storskar"), region.municipalities["Storskar"], _said()["Storskar"], today)


def _adopted(by: By, place: Organisation, said: Said, today: date) -> None:
    strategy = find_or_begin(by, place, today)
    year = strategy.term.first_year + 1
    public, decided = (previous_working_day(date(year, **said[mark])) for mark in ("public", "decided"))
    _write(by, strategy, said, today)
    _ask(by, strategy, said["answers"], previous_working_day(public - USUAL - timedelta(days=7)), decided)
    strategy = again(strategy)
    publish(by, strategy, public_on=public, today=decided, elsewhere=f"{place.name.lower()}.example/planstrategi")
    adopt(
        by, strategy, decided_on=decided, council=said["council"], today=decided,
        case_reference=f"PS {decided.month * 5}/{year % 100:02}",
    )  # fmt: skip
    strategy = again(strategy)
    freeze_as_adopted(by, strategy)
    _follow(by, strategy, said, today)


def _public(by: By, place: Organisation, said: Said, today: date) -> None:
    term = Term(made_late_in(today))
    listed = Plan.objects.kept().of(place).filter(plan_type=PlanType.PLANNING_STRATEGY, status=PlanStatus.IN_PROCESS)
    strategy = begin_strategy(by, place, term, listed.first())
    _write(by, strategy, said, today)
    public = previous_working_day(today - _PUBLIC_FOR)
    _ask(by, strategy, said["answers"], previous_working_day(public - _ASKED_BEFORE), today)
    if proposes_in(term.first_year, today):
        elsewhere = f"{place.name.lower()}.example/planstrategi"
        publish(by, again(strategy), public_on=public, today=today, elsewhere=elsewhere)


def _write(by: By, strategy: Strategy, said: Said, today: date) -> None:
    for code, text in said["sections"].items():
        write_section(by, strategy, code, text.strip())
    years = {str(year): said["capacity"] for year in strategy.term.years}
    actions.write_capacity(by, strategy, years, dict.fromkeys(years))
    for plan, weighed in _of_plans(strategy, said, today):
        say_need(by, strategy, plan, weighed)
    for one in said.get("proposed", ()):
        need = actions.propose(by, strategy, one["name"], one["type"])
        say_need(by, strategy, need, _weighed(strategy, one, today))
    set_parts(by, strategy, said["parts"])


def _of_plans(strategy: Strategy, said: Said, today: date) -> Iterator[tuple[PlanHere, Weighed]]:
    """What is said of by name, some theme plans, and where all is continued every plan there is."""
    here: Any = PlanHere.objects.kept().of(strategy.organisation)
    there = here.filter(status__in=IN_FORCE, is_led=True).exclude(plan_type__in=NOT_WEIGHED).in_norwegian_order()
    if said.get("continues"):
        yield from ((plan, Weighed(_UNSAID, said={"decision": "continue"})) for plan in there)
        return
    for plan_type, one in said["named"].items():
        yield there.get(plan_type=plan_type), _weighed(strategy, one, today)
    themes = there.filter(plan_type=PlanType.THEME_PLAN)
    for plan, one in zip(themes, said.get("themes", ()), strict=False):
        yield plan, _weighed(strategy, one, today)


def _weighed(strategy: Strategy, one: Said, today: date) -> Weighed:
    """`halves` are counted in the term, `from_now` from the half-year it is, as long as the term lasts."""
    halves = one.get("halves")
    if halves is None:
        all_of_it = strategy.term.halves
        now = next((place for place, half in enumerate(all_of_it) if half >= HalfYear.of(today)), 0)
        halves = [min(now + number, len(all_of_it) - 1) for number in one["from_now"]]
    first, last = halves
    return Weighed(one["scores"], one["days"], (first, last), one["because"], {"decision": one["decision"]})


def _ask(by: By, strategy: Strategy, answers: Said, day: date, until: date) -> None:
    """Those the law names; who answered, did so before `until`."""
    add_proposed(by, strategy, [one for one in proposed(strategy) if one.is_usual])
    for party in AskedParty.objects.filter(strategy=strategy, deleted_at=None).order_by("made_at", "id"):
        values: dict[str, Any] = {"asked_on": day, "answer_by": day + USUAL}
        if answer := answers.get(party.key.partition(":")[0]):
            values |= answer | {"answered_on": previous_working_day(min(day + timedelta(days=24), until))}
        change_party(by, party, values)


def _follow(by: By, strategy: Strategy, said: Said, today: date) -> None:
    """Whom to ask, the letters nobody has answered, the little that was said, and one status put before the council."""
    since = promised_on(strategy)
    needs = list(PlanNeed.objects.kept().filter(strategy=strategy, ends__isnull=False).select_related("plan"))
    for need in needs:
        one = said["said"].get(need.plan.plan_type if need.plan else "")
        if one and (day := today - timedelta(days=one["days"])) >= since + _FIRST_NOTE:
            _note(by, need, one, day)
    names = said.get("contacts", ())
    if names:
        for place, need in enumerate(needs):
            name = names[place % len(names)]
            PulseContact.objects.create(need=need, email=_email(strategy, name), name=name)
    for quarter in sorted({Quarter.of(day) for back in _QUARTERS_ASKED if (day := today - back) > since}):
        for name in names:
            email = _email(strategy, name)
            digest = digest_of(f"{strategy.pk}{quarter.code}{email}")
            PulseAsk.objects.create(
                strategy=strategy, quarter=quarter.code, email=email, digest=digest, until=quarter.last_day
            )
    if (day := previous_working_day(since + _FIRST_STATUS)) <= today:
        freeze(strategy, SnapshotKind.STATUS, by, day)


def _note(by: By, need: PlanNeed, one: Said, day: date) -> None:
    later = one.get("later")
    ends = HalfYear.numbered(need.ends_half.number + later).code if later and need.ends_half else None
    note = say(by, need, Saying(one["track"], one["because"], ends))
    TrackNote.objects.filter(pk=note.pk).update(made_at=datetime.combine(day, time(10), UTC))


def _email(strategy: Strategy, name: str) -> str:
    return f"{name.split()[0].lower()}@{strategy.organisation.name.lower()}.example"


@cache
def _said() -> dict[str, Any]:
    path = Path(__file__).with_suffix(".yaml")
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found
