"""Makes the whole demo in one transaction: all of it or nothing."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent, Installation
from plandugnad.learning.actions import complete
from plandugnad.notices.sending import send_digest
from plandugnad.notices.writing import note_due
from plandugnad.plans import actions as plans
from plandugnad.plans.kinds import LinkKind, PlanStatus, PlanType
from plandugnad.plans.models import Plan
from plandugnad.plans.snapshot import snapshot
from plandugnad.projections.making import fill_anew
from plandugnad.regions.loading import load_register
from plandugnad.regions.register import read_register
from plandugnad.web.demo import texts
from plandugnad.web.demo.agreed import make_agreed
from plandugnad.web.demo.archive import make_archive
from plandugnad.web.demo.common import change_common_process, make_common_process
from plandugnad.web.demo.consultation import make_consultation_of_land_use
from plandugnad.web.demo.fitted import make_fitted
from plandugnad.web.demo.health import make_health_checks
from plandugnad.web.demo.meetings import make_meetings
from plandugnad.web.demo.notices import make_notices
from plandugnad.web.demo.people import make_invitation, make_people, planner_of
from plandugnad.web.demo.portfolio import draw_up
from plandugnad.web.demo.processes import make_processes
from plandugnad.web.demo.red_thread import red_thread
from plandugnad.web.demo.region import PLACES, Region, make_region
from plandugnad.web.demo.strategy_beside import strategies_beside
from plandugnad.web.demo.strategy_document import strategy_document
from plandugnad.web.demo.strategy_living import strategy_living
from plandugnad.web.demo.strategy_needs import strategy_needs
from plandugnad.web.demo.strategy_workshop import council_workshop
from plandugnad.web.demo.together import make_together
from plandugnad.web.demo.untidy import make_plan_system_few

# Far out at sea, where nobody can mistake the outline for a real place.
OUTLINE = {
    "type": "Polygon",
    "coordinates": [[[3.0, 66.0], [3.011, 66.0005], [3.013, 66.0041], [3.004, 66.0052], [2.998, 66.003], [3.0, 66.0]]],
}


class NotEmpty(Exception):
    """There is somebody or something here already, and a demo is only ever made of an empty database."""


@dataclass(frozen=True)
class Made:
    municipalities: int
    plans: int
    people: int


@transaction.atomic
def make_demo(today: date) -> Made:
    if Installation.objects.exists() or Person.objects.exists():
        raise NotEmpty
    Installation.objects.create(is_demo=True)
    load_register(read_register())
    region = make_region()
    people = make_people(region)
    for place in PLACES:
        _keep(region, place.name, today, planner_of(people, place.name))
    _show_what_can_be_done(region, people)
    make_plan_system_few(planner_of(people, "Fjordvik"), region.municipalities["Fjordvik"], today)
    make_together(region, people, today)
    make_archive(region, people, today)
    make_meetings(region, people, today)
    make_agreed(region, people, today)
    make_common_process(region, people, today)
    make_processes(region, people, today)
    change_common_process(region, people)
    make_notices(region, people, today)
    make_health_checks(region, people)
    make_consultation_of_land_use(region, people, today)
    strategy_needs(region, people, today)  # before the document, which says what was decided of them
    council_workshop(region, people, today)
    strategy_document(region, people, today)
    make_fitted(region, people)
    strategy_living(region, people, today)
    red_thread(region, people, today)
    strategies_beside(region, people, today)
    make_invitation(region, people)
    complete(people["Åse"].id, "plansystemet")
    _tell_of_it(people, today)
    return Made(len(region.municipalities), Plan.objects.count(), len(people))


def _keep(region: Region, name: str, today: date, by: By) -> None:
    """As an import would have done it, three weeks ago."""
    place = next(place for place in PLACES if place.name == name)
    drawn = draw_up(region.municipalities[name], place, today)
    Plan.objects.bulk_create(drawn)
    batch = uuid4()
    events = [_event(by, plan, batch) for plan in drawn]
    AuditEvent.objects.bulk_create(events)
    for plan_type, (nb, nn) in list(texts.PRINCIPLES.items())[: len(drawn) // 12]:
        text = nn if region.municipalities[name].language == "nn" else nb
        plans.describe_plan_type(by, region.municipalities[name], plan_type, is_used=True, text=text)


def _tell_of_it(people: dict[str, Person], today: date) -> None:
    """What the overviews show, and the mail two of them would have had this morning."""
    fill_anew()
    note_due(today)
    for name in ("Ingrid", "Marit"):
        send_digest(people[name].id, timezone.now(), is_asked_for=True)


def _event(by: By, plan: Plan, batch: UUID) -> AuditEvent:
    event = audit.event(
        by, "plan_created", plan, organisation_id=plan.organisation_id, after=snapshot(plan), batch_id=batch
    )
    event.made_at = timezone.now() - timedelta(days=21)
    return event


def _show_what_can_be_done(region: Region, people: dict[str, Person]) -> None:
    """Shares, links, documents and a little history in Fjordvik, so that no page of the demo stands empty."""
    fjordvik, tore = region.municipalities["Fjordvik"], people["Tore"]
    by = By(tore.id, str(tore))
    kept = list(Plan.objects.of(fjordvik).in_norwegian_order())
    society = next(plan for plan in kept if plan.plan_type == PlanType.COMMUNITY_PART)
    themes = [plan for plan in kept if plan.plan_type == PlanType.THEME_PLAN]
    drafts = [plan for plan in kept if plan.status in {PlanStatus.IN_PROCESS, PlanStatus.IN_CONSULTATION}]
    knowledge = next(plan for plan in kept if plan.plan_type == PlanType.KNOWLEDGE_BASE)
    for draft in drafts[:2]:
        plans.share_plan(by, draft, region.collaboration)
    for audience in (region.county, region.state_administrator, fjordvik):
        plans.share_plan(by, drafts[0], audience)
    plans.link_plans(by, knowledge, LinkKind.KNOWLEDGE_FOR, society)
    plans.link_plans(by, themes[0], LinkKind.ELABORATES, society)
    plans.add_address(by, society, "Samfunnsdelen (PDF)", "https://fjordvik.example/planer/samfunnsdelen.pdf")
    zoning = next(plan for plan in kept if plan.plan_type == PlanType.ZONING_DETAIL)
    plans.change_plan(by, zoning, {"extent": OUTLINE})
    plans.change_plan(by, themes[1], {"notes": "Kommunestyret ba i juni om en sak før revisjonen starter."})
    plans.change_plan(by, themes[2], {"responsible": "Tore Eksempel", "priority": "1"})
