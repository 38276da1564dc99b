"""One line of activity for a whole import. Each plan's own history is its audit events."""

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from plandugnad.core.audit import By
from plandugnad.imports.models import ImportRun
from plandugnad.projections.activity import tell
from plandugnad.projections.audience import readers_of
from plandugnad.projections.entries import About
from plandugnad.projections.words import add_verbs

RUN = "imports.run"


def tell_of_run(by: By, verb: str, run: ImportRun, count: int) -> None:
    """The line leads to the plans, since who may read them may not be one who may import."""
    if not count:
        return
    place = run.organisation
    about = About(RUN, run.id, place.id, run.file_name or place.name, reverse("portfolio", args=[place.number]))
    tell(by, verb, [about], [readers_of(place.id)], batch_id=run.id, count=count)


add_verbs(
    RUN,
    {
        "import_written": ngettext_lazy(
            "%(who)s importerte %(count)s plan", "%(who)s importerte %(count)s planer", "count"
        ),
        "import_undone": ngettext_lazy(
            "%(who)s angret importen av %(count)s plan", "%(who)s angret importen av %(count)s planer", "count"
        ),
    },
    is_found=False,
)
