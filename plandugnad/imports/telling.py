"""One line of activity for a whole import. Each plan's own history is its audit events."""

from django.urls import reverse
from django.utils.translation import ngettext_lazy

from plandugnad.core.audit import By
from plandugnad.imports.models import ImportRun
from plandugnad.projections.activity import tell
from plandugnad.projections.audience import readers_of, readers_of_adopted
from plandugnad.projections.entries import About
from plandugnad.projections.words import add_verbs

RUN, ADOPTED = "imports.run", "import_of_adopted"


def tell_of_run(by: By, verb: str, run: ImportRun, count: int, in_force: int = 0) -> None:
    """The line leads to the plans, since who may read them may not be one who may import.

    Those who read only what is adopted are told how many of those there are.
    """
    if not count:
        return
    place = run.organisation
    about = About(RUN, run.id, place.id, run.file_name or place.name, reverse("portfolio", args=[place.number]))
    tell(by, verb, [about], [readers_of(place.id)], batch_id=run.id, count=count)
    if in_force:
        tell(by, ADOPTED, [about], [readers_of_adopted(place.id)], batch_id=run.id, count=in_force)


add_verbs(
    RUN,
    {
        "import_written": ngettext_lazy(
            "%(who)s importerte %(count)s plan", "%(who)s importerte %(count)s planer", "count"
        ),
        "import_undone": ngettext_lazy(
            "%(who)s angret importen av %(count)s plan", "%(who)s angret importen av %(count)s planer", "count"
        ),
        ADOPTED: ngettext_lazy(
            "%(who)s la inn eller endret %(count)s vedtatt plan",
            "%(who)s la inn eller endret %(count)s vedtatte planer",
            "count",
        ),
    },
    is_found=False,
)
