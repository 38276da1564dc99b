"""The plans that files in a room are about: their status, and when something must happen with them."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.archive.beside import Case, add_beside
from plandugnad.archive.models import Folder, Room
from plandugnad.engines.tables.when import When
from plandugnad.plans.due import Due, due
from plandugnad.plans.kinds import ENDED
from plandugnad.plans.models import Plan, PlanArchiveLink
from plandugnad.plans.words.names import status_name
from plandugnad.regions.actor import Actor

MOST = 30


class PlansBeside:
    heading = gettext_lazy("Planene dette gjelder")

    def cases(self, actor: Actor, room: Room, folder: Folder | None) -> Sequence[Case]:
        """Those that are late first, then by what comes next."""
        today = timezone.localdate()
        links = PlanArchiveLink.objects.kept().filter(_about(room, folder)).values("plan_id")
        plans = Plan.objects.visible_to(actor).filter(id__in=links).select_related("organisation")
        listed = plans.defer("extent", "notes").order_by("revision_due", "sort_key", "name", "id")[:MOST]
        return [_case(plan, today) for plan in listed]


def _about(room: Room, folder: Folder | None) -> Q:
    kept = Q(file__deleted_at=None)
    if folder is not None:
        return Q(folder=folder) | (Q(file__folder=folder) & kept)
    return Q(room=room) | Q(folder__room=room) | (Q(file__room=room) & kept)


def _case(plan: Plan, today: date) -> Case:
    words, when = _next(plan)
    return Case(
        name=plan.name,
        address=reverse("plan", args=[plan.pk]),
        place=plan.organisation.name,
        status=status_name(plan.status),
        next_words=words,
        next_on=when,
        is_late=due(plan.revision_due, plan.status, today) is Due.OVERDUE,
    )


def _next(plan: Plan) -> tuple[str, When | None]:
    """What should have happened is next until it has; a plan that no longer holds waits for nothing."""
    if plan.status in ENDED:
        return "", None
    dates = ((_("skal revideres"), plan.revision_due), (_("gjelder til"), plan.valid_until))
    known = [(words, when) for words, when in dates if when is not None]
    return min(known, key=lambda each: each[1].last_day(), default=("", None))


add_beside(PlansBeside())
