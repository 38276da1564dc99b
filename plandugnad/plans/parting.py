"""A municipality that leaves a collaboration takes with it what it had shared there."""

from uuid import UUID

from plandugnad.core.audit import By
from plandugnad.plans.actions import unshare_plan
from plandugnad.plans.models import PlanShare
from plandugnad.regions.joining import add_parting
from plandugnad.regions.models import Collaboration


def end_shares(by: By, collaboration: Collaboration, organisation_id: UUID) -> None:
    shares = PlanShare.objects.filter(collaboration=collaboration, plan__organisation_id=organisation_id)
    for share in shares.select_related("plan", "collaboration"):
        unshare_plan(by, share)


add_parting(end_shares)
