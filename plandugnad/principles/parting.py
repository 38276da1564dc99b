"""Who leaves a collaboration is asked no more. What its people have answered stands: it is of when they took part."""

from uuid import UUID

from plandugnad.core.audit import By
from plandugnad.principles.models import HealthRound
from plandugnad.principles.telling import HealthSource
from plandugnad.projections.filling import refresh
from plandugnad.regions.joining import add_parting
from plandugnad.regions.models import Collaboration


def ask_no_more(by: By, collaboration: Collaboration, organisation_id: UUID) -> None:
    open_rounds = HealthRound.objects.open().filter(collaboration=collaboration)
    refresh(HealthSource.key, open_rounds.values_list("id", flat=True), by)


add_parting(ask_no_more)
