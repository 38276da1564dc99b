"""One line of activity for a whole import. Each plan's own history is its audit events."""

from django.urls import reverse

from plandugnad.core.audit import By
from plandugnad.imports.models import ImportRun
from plandugnad.projections.activity import tell
from plandugnad.projections.audience import readers_of
from plandugnad.projections.entries import About

RUN = "imports.run"


def tell_of_run(by: By, verb: str, run: ImportRun, count: int) -> None:
    """The line leads to the plans, since who may read them may not be one who may import."""
    if not count:
        return
    place = run.organisation
    about = About(RUN, run.id, place.id, run.file_name or place.name, reverse("portfolio", args=[place.number]))
    tell(by, verb, [about], [readers_of(place.id)], batch_id=run.id, count=count)
