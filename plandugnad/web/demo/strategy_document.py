"""The planning strategy of Fjordvik as a document: what is written in it, who was asked, and the council's decision."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.engines.statute.holidays import previous_working_day
from plandugnad.plans.kinds import IN_FORCE, PlanStatus, PlanType
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation
from plandugnad.strategies.actions import begin_strategy
from plandugnad.strategies.asking.actions import add_proposed, change_party
from plandugnad.strategies.asking.models import USUAL, AskedParty
from plandugnad.strategies.asking.proposing import proposed
from plandugnad.strategies.deciding.adopting import adopt, set_parts
from plandugnad.strategies.deciding.publishing import publish
from plandugnad.strategies.document.actions import write_section
from plandugnad.strategies.models import Strategy
from plandugnad.strategies.terms import Term
from plandugnad.web.demo.portfolio import last_election
from plandugnad.web.demo.region import Region

_FIRST_ANSWER, _BETWEEN = timedelta(days=12), timedelta(days=6)
_ALSO_ASKED = ("Norges vassdrags- og energidirektorat", "Statens vegvesen")


def strategy_document(region: Region, people: dict[str, Person], today: date) -> Strategy:
    """Of the term that has adopted its strategy: as the needs stand when it is called, they are in the document."""
    fjordvik, by = region.municipalities["Fjordvik"], By(people["Ingrid"].id, str(people["Ingrid"]))
    strategy = find_or_begin(by, fjordvik, today)
    year = strategy.term.first_year
    public, decided = previous_working_day(date(year + 1, 2, 5)), previous_working_day(date(year + 1, 3, 14))
    said = _said()
    for code, text in said["sections"].items():
        write_section(by, strategy, code, text.strip())
    _ask(by, strategy, said["answers"], previous_working_day(date(year, 11, 15)))
    set_parts(by, strategy, said["parts"])
    strategy = again(strategy)
    publish(by, strategy, public_on=public, today=decided, elsewhere="fjordvik.example/planstrategi")
    tore = By(people["Tore"].id, str(people["Tore"]))
    case = f"PS {year - 2000 + 9}/{year - 2000 + 1}"
    adopt(tore, strategy, decided_on=decided, council="Kommunestyret", case_reference=case, today=decided)
    return again(strategy)


def find_or_begin(by: By, fjordvik: Organisation, today: date) -> Strategy:
    elected = last_election(today)
    if today < date(elected + 1, 7, 1):
        elected -= 4  # the portfolio has that of the council before: see `portfolio`
    found = Strategy.objects.kept().filter(organisation=fjordvik, first_year=elected).first()
    if found is None:
        rows = Plan.objects.kept().of(fjordvik).filter(plan_type=PlanType.PLANNING_STRATEGY, strategy=None)
        found = begin_strategy(by, fjordvik, Term(elected), rows.filter(status__in=IN_FORCE).first())
    # The portfolio was read in with the strategy adopted. Here it is adopted as it is done, with its date and its case.
    Plan.objects.filter(pk=found.plan_id).update(status=PlanStatus.IN_PROCESS, adopted=None)
    return again(found)


def again(strategy: Strategy) -> Strategy:
    return Strategy.objects.select_related("organisation", "plan").get(pk=strategy.pk)


def _ask(by: By, strategy: Strategy, answers: dict[str, Any], day: date) -> None:
    chosen = [
        one for one in proposed(strategy)
        if one.is_usual or one.key.startswith("fellows:") or one.name in _ALSO_ASKED
    ]  # fmt: skip
    add_proposed(by, strategy, chosen)
    parties = AskedParty.objects.filter(strategy=strategy, deleted_at=None).order_by("made_at", "id")
    waiting = dict(answers)
    for place, party in enumerate(parties):
        values: dict[str, Any] = {"asked_on": day, "answer_by": day + USUAL}
        if answer := waiting.pop(party.key.partition(":")[0], None):
            values |= answer | {"answered_on": previous_working_day(day + _FIRST_ANSWER + _BETWEEN * (place % 4))}
        change_party(by, party, values)


@cache
def _said() -> dict[str, Any]:
    path = Path(__file__).with_suffix(".yaml")
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found
