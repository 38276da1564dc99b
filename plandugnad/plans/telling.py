"""What the overviews of all features tell of plans: their names to be found, their dates, and who must do something."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plandugnad.core.audit import By
from plandugnad.plans.fields import INTERNAL
from plandugnad.plans.kinds import ENDED, IN_FORCE
from plandugnad.plans.models import OwnerState, Plan, PlanOwner, PlanShare
from plandugnad.projections import audience
from plandugnad.projections.activity import tell
from plandugnad.projections.entries import About, Keys
from plandugnad.projections.filling import add_source
from plandugnad.projections.models import Entry
from plandugnad.projections.words import add_asks, add_kinds, add_verbs

DUE, NOTED = "plan_due", "plan_noted"
ANSWER, DECISION = "plan_owner_answer", "plan_owner_decision"
_PUBLIC = {
    *("plan_created", "plan_changed", "plan_restored", "plan_deleted", "plan_undeleted"),
    *("document_added", "document_removed"),
}


class PlanSource:
    key = "plans.plan"

    def ids(self) -> Iterable[UUID]:
        return Plan.objects.kept().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        owners, rows = _owners(ids), Plan.objects.kept().filter(id__in=ids).select_related("organisation")
        for plan in rows.defer("extent", "notes").annotate(shared_with_ids=_shares()):
            with_shares: Any = plan
            yield from _entries(plan, with_shares.shared_with_ids, owners[plan.id])


def about(plan: Plan) -> About:
    return About(PlanSource.key, plan.id, plan.organisation_id, plan.name, reverse("plan", args=[plan.id]))


def tell_of(by: By, verb: str, plan: Plan, before: dict[str, Any] | None) -> None:
    """What is in force is told to those who read what is adopted too, but not what the municipality notes for itself.

    That is a verb of its own, so that a note on the day of an adoption does not take the adoption away from them.
    """
    keys = [audience.readers_of(plan.organisation_id)]
    if verb == "plan_changed" and before is not None and set(before) <= set(INTERNAL):
        tell(by, NOTED, [about(plan)], keys)
        return
    owners = PlanOwner.objects.standing().filter(plan=plan) if verb != "plan_created" else PlanOwner.objects.none()
    keys += [audience.readers_of(id) for id in owners.values_list("organisation_id", flat=True)]
    if verb in _PUBLIC and {plan.status, (before or {}).get("status")} & set(IN_FORCE):
        keys.append(audience.readers_of_adopted(plan.organisation_id))
    tell(by, verb, [about(plan)], keys)


def _entries(plan: Plan, shares: list[UUID], owners: list[PlanOwner]) -> Iterator[Entry]:
    """To be found it is one; to be revised it is each owner's, in that municipality's calendar."""
    standing = [owner for owner in owners if owner.state is OwnerState.OWNS]
    told, led_by = about(plan), _audience(plan, shares)
    keys = Keys(plan.sort_key, " ".join((plan.search_key, *(owner.search_key for owner in standing)))[:900])
    seen_by = led_by + [key for owner in standing for key in _owner_audience(owner)]
    names = [plan.organisation.name, *(owner.organisation.name for owner in standing)]
    yield told.found(seen_by, keys, type=plan.plan_type, status=plan.status, place=", ".join(names))
    joint = replace(told, owners=", ".join(names) if standing else "")
    yield from _due(joint, plan, led_by)
    for owner in owners:
        yield from _of_owner(joint, plan, owner)


def _due(told: About, plan: Plan, seen_by: list[str]) -> Iterator[Entry]:
    if plan.revision_due is not None and plan.status not in ENDED:
        yield told.on(seen_by, DUE, plan.revision_due)
        yield told.needs([audience.writers_of(told.place_id)], DUE, plan.revision_due)


def _of_owner(joint: About, plan: Plan, owner: PlanOwner) -> Iterator[Entry]:
    here, writers = owner.organisation_id, [audience.writers_of(owner.organisation_id)]
    if owner.state is OwnerState.INVITED:
        asked = replace(about(plan), place_id=here, address=reverse("plan_owner_answer", args=[plan.id, here]))
        yield asked.needs(writers, ANSWER)
    if owner.state is not OwnerState.OWNS:
        return
    if owner.status not in ENDED:
        yield from _due(replace(joint, place_id=here), plan, _owner_audience(owner))
    if plan.status in IN_FORCE and not owner.status:
        page = reverse("plan_owner", args=[plan.id, here])
        yield replace(about(plan), place_id=here, address=page).needs(writers, DECISION)


def _owner_audience(owner: PlanOwner) -> list[str]:
    keys = [audience.readers_of(owner.organisation_id)]
    return [*keys, audience.readers_of_adopted(owner.organisation_id)] if owner.status in IN_FORCE else keys


def _audience(plan: Plan, shares: list[UUID]) -> list[str]:
    """As `PlanQuerySet.visible_to` has it, from the plan's side; a test holds the two together."""
    keys = [audience.readers_of(plan.organisation_id), *(audience.shared_with(id) for id in shares)]
    if plan.status in IN_FORCE:
        keys.append(audience.readers_of_adopted(plan.organisation_id))
    return keys


def _shares() -> ArraySubquery:
    """Whom a plan is shared with. Asked for with the plan itself, since every change of a plan asks."""
    rows = PlanShare.objects.filter(plan=OuterRef("pk")).order_by("pk")
    return ArraySubquery(rows.values(whom=Coalesce("organisation_id", "collaboration_id")))


def _owners(ids: Collection[UUID]) -> dict[UUID, list[PlanOwner]]:
    found: dict[UUID, list[PlanOwner]] = defaultdict(list)
    rows = PlanOwner.objects.filter(plan_id__in=ids, left_at=None).select_related("organisation")
    for owner in rows.order_by("organisation__sort_key"):
        found[owner.plan_id].append(owner)
    return found


add_verbs(
    PlanSource.key,
    {
        "plan_created": _("%(who)s la inn «%(what)s»"),
        "plan_changed": _("%(who)s endret «%(what)s»"),
        NOTED: _("%(who)s endret kommunens egne merknader til «%(what)s»"),
        "plan_restored": _("%(who)s hentet fram en tidligere utgave av «%(what)s»"),
        "plan_deleted": _("%(who)s slettet «%(what)s»"),
        "plan_undeleted": _("%(who)s hentet tilbake «%(what)s»"),
        "plan_linked": _("%(who)s koblet «%(what)s» til en annen plan"),
        "plan_unlinked": _("%(who)s tok bort koblingen mellom «%(what)s» og en annen plan"),
        "plan_shared": _("%(who)s delte «%(what)s»"),
        "plan_unshared": _("%(who)s avsluttet delingen av «%(what)s»"),
        "plan_owner_invited": _("%(who)s spurte en kommune om å eie «%(what)s» sammen med andre"),
        "plan_owner_uninvited": _("%(who)s trakk tilbake et spørsmål om å eie «%(what)s»"),
        "plan_owner_joined": _("%(who)s sa ja til å eie «%(what)s» sammen med andre"),
        "plan_owner_declined": _("%(who)s takket nei til å eie «%(what)s»"),
        "plan_owner_decided": _("%(who)s førte inn et kommunestyrevedtak om «%(what)s»"),
        "plan_owner_left": _("%(who)s gikk ut av fellesplanen «%(what)s»"),
        "plan_lead_offered": _("%(who)s spurte en kommune om å lede arbeidet med «%(what)s»"),
        "plan_lead_taken": _("%(who)s tok over ledelsen av arbeidet med «%(what)s»"),
        "document_added": _("%(who)s la et dokument til «%(what)s»"),
        "archive_linked": _("%(who)s koblet «%(what)s» til noe i arkivet"),
        "archive_unlinked": _("%(who)s tok bort en kobling mellom «%(what)s» og arkivet"),
        "document_removed": _("%(who)s tok et dokument bort fra «%(what)s»"),
    },
)
# Whoever is asked to own a plan gets a letter of its own: see `plans.asking`.
add_asks({DECISION: _("Før inn vedtaket i kommunestyret deres om «%(what)s»")})
add_kinds(
    {
        DUE: _("skal revideres"),
        ANSWER: _("svar på om planen skal være felles"),
        DECISION: _("vedtak i eget kommunestyre"),
    }
)
add_source(PlanSource())
