"""What has happened lately with the plans of one municipality. An import of seven hundred plans is one line."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.core.models import AuditEvent
from plandugnad.plans.models import Plan
from plandugnad.plans.queries.history import plans_told_of, sentence_of
from plandugnad.plans.words.names import in_sentence
from plandugnad.regions.actor import Actor
from plandugnad.regions.models import Organisation

LATEST = 5


@dataclass(frozen=True)
class PortfolioLine:
    """`plan_id` and `plan_name` when the line is about one plan; deleted plans have a name and no address."""

    at: datetime
    sentence: str
    plan_id: UUID | None = None
    plan_name: str = ""
    is_deleted: bool = False


def latest_in(actor: Actor, municipality: Organisation) -> list[PortfolioLine]:
    """For those who read everything there. Three queries, however long the history."""
    events = AuditEvent.objects.filter(organisation_id=municipality.id, subject_type=Plan._meta.label_lower)
    events = events.annotate(whole=Coalesce("batch_id", "id"))
    groups = list(
        events.order_by()
        .values("whole", "verb")
        .annotate(at=Max("made_at"), plans=Count("subject_id", distinct=True), who=Max("by_name"))
        .order_by("-at", "verb")[:LATEST]
    )
    singles = _singles(events, groups)
    ids = {event.subject_id for event in singles.values()}
    halves = [half for event in singles.values() for half in (event.before, event.after) if isinstance(half, dict)]
    plans, names = _plans(actor, municipality, ids, plans_told_of(halves))
    lines = []
    for group in groups:
        event = singles.get((group["whole"], group["verb"]))
        if event is None:
            lines.append(PortfolioLine(group["at"], _batch(group)))
        else:
            plan = plans.get(event.subject_id)
            lines.append(_line(event, sentence_of(event, names), plan))
    return lines


def _plans(
    actor: Actor, municipality: Organisation, ids: Collection[UUID], told_of: Collection[str]
) -> tuple[dict[UUID, Plan], dict[str, str]]:
    """Those the lines are about, deleted ones too, and the names of those that are told of, as `names_of` has it."""
    seen = Plan.objects.visible_to(actor).filter(pk__in=told_of).values("id")
    rows = Plan.objects.filter(Q(organisation=municipality, pk__in=ids) | Q(pk__in=seen))
    found = list(rows.only("name", "deleted_at", "organisation_id"))
    plans = {plan.id: plan for plan in found if plan.organisation_id == municipality.id}
    return plans, {str(plan.id): plan.name for plan in found if str(plan.id) in told_of and plan.deleted_at is None}


def _singles(events: Any, groups: Iterable[Mapping[str, Any]]) -> dict[tuple[UUID, str], AuditEvent]:
    """The newest event of each group that is about one plan."""
    wanted = [Q(whole=group["whole"], verb=group["verb"]) for group in groups if group["plans"] == 1]
    if not wanted:
        return {}
    found = events.filter(reduce(or_, wanted)).order_by("made_at", "id")
    return {(event.whole, event.verb): event for event in found}


def _line(event: AuditEvent, sentence: str, plan: Plan | None) -> PortfolioLine:
    if plan is None:
        return PortfolioLine(event.made_at, sentence)
    return PortfolioLine(event.made_at, sentence, plan.id, plan.name, plan.deleted_at is not None)


def _batch(group: Mapping[str, Any]) -> str:
    count = group["plans"]
    sentence = {
        "plan_created": ngettext("%(who)s importerte %(count)s plan", "%(who)s importerte %(count)s planer", count),
        "plan_deleted": ngettext(
            "%(who)s angret en import og tok bort %(count)s plan",
            "%(who)s angret en import og tok bort %(count)s planer",
            count,
        ),
    }.get(
        group["verb"],
        ngettext("%(who)s endret %(count)s plan ved import", "%(who)s endret %(count)s planer ved import", count),
    )
    return sentence % {"who": in_sentence(group["who"] or _("Noen")), "count": count}
