"""What the overviews of all features tell of plans: their names to be found, their dates, and who must do something."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plandugnad.core.audit import By
from plandugnad.plans.fields import INTERNAL
from plandugnad.plans.kinds import ENDED, IN_FORCE
from plandugnad.plans.models import Plan, PlanShare
from plandugnad.projections import audience
from plandugnad.projections.activity import tell
from plandugnad.projections.entries import About, Keys
from plandugnad.projections.filling import add_source
from plandugnad.projections.models import Entry
from plandugnad.projections.words import add_kinds, add_verbs

DUE, NOTED = "plan_due", "plan_noted"
_PUBLIC = {
    *("plan_created", "plan_changed", "plan_restored", "plan_deleted", "plan_undeleted"),
    *("document_added", "document_removed"),
}


class PlanSource:
    key = "plans.plan"

    def ids(self) -> Iterable[UUID]:
        return Plan.objects.kept().values_list("id", flat=True)

    def entries(self, ids: Collection[UUID]) -> Iterator[Entry]:
        shares = _shares(ids)
        for plan in Plan.objects.kept().filter(id__in=ids).select_related("organisation").defer("extent", "notes"):
            yield from _entries(plan, shares[plan.id])


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
    if verb in _PUBLIC and {plan.status, (before or {}).get("status")} & set(IN_FORCE):
        keys.append(audience.readers_of_adopted(plan.organisation_id))
    tell(by, verb, [about(plan)], keys)


def _entries(plan: Plan, shares: list[UUID]) -> Iterator[Entry]:
    told = about(plan)
    seen_by = _audience(plan, shares)
    keys = Keys(plan.sort_key, plan.search_key)
    yield told.found(seen_by, keys, type=plan.plan_type, status=plan.status, place=plan.organisation.name)
    if plan.revision_due is not None and plan.status not in ENDED:
        yield told.on(seen_by, DUE, plan.revision_due)
        yield told.needs([audience.writers_of(plan.organisation_id)], DUE, plan.revision_due)


def _audience(plan: Plan, shares: list[UUID]) -> list[str]:
    """As `PlanQuerySet.visible_to` has it, from the plan's side; a test holds the two together."""
    keys = [audience.readers_of(plan.organisation_id), *(audience.shared_with(id) for id in shares)]
    if plan.status in IN_FORCE:
        keys.append(audience.readers_of_adopted(plan.organisation_id))
    return keys


def _shares(ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = PlanShare.objects.filter(plan_id__in=ids).values_list("plan_id", "organisation_id", "collaboration_id")
    for plan_id, organisation_id, collaboration_id in rows:
        found[plan_id].append(organisation_id or collaboration_id)
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
        "document_added": _("%(who)s la et dokument til «%(what)s»"),
        "document_removed": _("%(who)s tok et dokument bort fra «%(what)s»"),
    },
)
add_kinds({DUE: _("skal revideres")})
add_source(PlanSource())
