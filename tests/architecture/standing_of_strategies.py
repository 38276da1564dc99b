"""The planning strategy of Fjordvik, with one of each thing in it that has an address."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.utils import timezone

from plandugnad.core.audit import SYSTEM
from plandugnad.core.models import AuditEvent
from plandugnad.engines.tables.when import When
from plandugnad.plans.actions import change_plan, create_plan
from plandugnad.processes.actions import begin_process
from plandugnad.strategies.actions import begin_strategy, delete_strategy
from plandugnad.strategies.document.actions import events_of, write_section
from plandugnad.strategies.jointly.actions import ask_jointly
from plandugnad.strategies.jointly.models import JointAsk
from plandugnad.strategies.living.freezing import freeze
from plandugnad.strategies.living.models import PulseContact, Snapshot, TrackNote
from plandugnad.strategies.living.notes import Saying, say
from plandugnad.strategies.models import AskedParty, DocumentEdition, PlanNeed, Strategy, StrategyAdoption
from plandugnad.strategies.needs.actions import choose as choose_need
from plandugnad.strategies.queries import find_strategy
from plandugnad.strategies.terms import Term
from plandugnad.strategies.tidying.actions import Chosen, choose
from plandugnad.strategies.tidying.kinds import TidyingOutcome
from plandugnad.strategies.tidying.models import TidyingChoice, TypeMove
from plandugnad.strategies.tidying.types import move_plans
from plandugnad.strategies.workshop.actions import Plan as Workshop
from plandugnad.strategies.workshop.actions import begin_workshop
from tests.cast import Cast


@dataclass
class OfStrategies:
    strategy: Strategy
    gone_strategy: Strategy
    need: PlanNeed
    joint_ask: JointAsk
    choice: TidyingChoice
    move: TypeMove
    chosen: AuditEvent
    party: AskedParty
    gone_party: AskedParty
    section_event: UUID
    edition: DocumentEdition
    adoption: StrategyAdoption
    note: TrackNote
    snapshot: Snapshot


def make_strategies(cast: Cast, secret: str) -> OfStrategies:
    strategy = begin_strategy(SYSTEM, cast.fjordvik, Term(2023))
    gone = begin_strategy(SYSTEM, cast.fjordvik, Term(2019))
    delete_strategy(SYSTEM, gone)
    today = timezone.localdate()
    plan = create_plan(SYSTEM, cast.fjordvik, {"name": secret, "revision_due": When.of_year(2019)})
    moved = create_plan(SYSTEM, cast.fjordvik, {"name": secret})
    chosen = Chosen(TidyingOutcome.LEAVE, because=secret)
    party = AskedParty.objects.create(strategy=strategy, kind="state", name=secret, said=secret, weighed=secret)
    gone_party = AskedParty.objects.create(strategy=strategy, kind="other", name=secret, deleted_at=timezone.now())
    begin_workshop(SYSTEM, strategy, Workshop(today, secret, [(secret, secret)], [(secret, 3)]), "nb")
    section = write_section(SYSTEM, strategy, "about", secret)
    edition = DocumentEdition.objects.create(
        strategy=strategy, kind="proposal", content={"title": secret, "facts": [], "parts": []},
        public_on=date(2024, 2, 5), counts_from=date(2024, 2, 5), withdrawn_at=timezone.now(),
    )  # fmt: skip
    adoption = StrategyAdoption.objects.create(
        strategy=strategy, decided_on=date(2024, 3, 14), council=secret, batch_id=uuid4(), undone_at=timezone.now()
    )
    begin_process(SYSTEM, strategy.plan, "KPS-STRAT", {}, {})
    need = PlanNeed.objects.create(strategy=strategy, name=secret, because=secret)
    _need, event = choose_need(SYSTEM, strategy, need, is_in=True)
    assert event is not None
    change_plan(SYSTEM, strategy.plan, {"status": "adopted", "adopted": "2024-03-14"})
    strategy = find_strategy(strategy.pk) or strategy
    PulseContact.objects.create(need=need, email="kari@eksempel.no", name=secret)
    return OfStrategies(
        party=party,
        gone_party=gone_party,
        section_event=events_of(section)[0].id,
        edition=edition,
        adoption=adoption,
        strategy=strategy,
        gone_strategy=gone,
        joint_ask=ask_jointly(SYSTEM, cast.ytre_fjord, cast.fjordvik, cast.lyngmo, plan_name=secret, other_name=secret),
        need=need,
        chosen=event,
        choice=choose(SYSTEM, cast.fjordvik, plan.id, chosen, [("past_revision", "2019")], today),
        move=move_plans(SYSTEM, cast.fjordvik, "", "theme_plan", [moved.id]),
        note=say(SYSTEM, need, Saying("dropped", secret)),
        snapshot=freeze(strategy, "status", SYSTEM, date(2025, 3, 14)),
    )
