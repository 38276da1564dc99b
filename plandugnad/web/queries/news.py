"""What others have done, in words. Many rows of one import are one line."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.core.models import AuditEvent
from plandugnad.plans.models import Plan
from plandugnad.regions.actor import Actor

SHOWN = 10


@dataclass(frozen=True)
class News:
    at: datetime
    words: str
    plan_id: UUID | None


def news_since(actor: Actor, since: datetime) -> tuple[News, ...]:
    """Only where one reads everything: that a plan was changed is known only to those who may see it."""
    events = (
        AuditEvent.objects.filter(organisation_id__in=actor.reads, made_at__gt=since, subject_type="plans.plan")
        .exclude(by_id=actor.person_id)
        .exclude(by_id=None)
    )
    lines = [*_singles(events), *_batches(events)]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True)[:SHOWN])


def _singles(events: Any) -> list[News]:
    """The newest of each kind per plan and person: ten saved fields are one change."""
    rows = list(
        events.filter(batch_id=None)
        .values("verb", "by_name", "subject_id")
        .annotate(at=Max("made_at"))
        .order_by("-at")[:SHOWN]
    )
    names = dict(Plan.objects.filter(pk__in={row["subject_id"] for row in rows}).values_list("id", "name"))
    kept = {
        id for id, deleted_at in Plan.objects.filter(pk__in=names).values_list("id", "deleted_at") if not deleted_at
    }
    return [
        News(
            row["at"],
            _words(row["verb"]) % {"who": row["by_name"], "plan": names[row["subject_id"]]},
            row["subject_id"] if row["subject_id"] in kept else None,
        )
        for row in rows
        if row["subject_id"] in names
    ]


def _batches(events: Any) -> list[News]:
    rows = (
        events.exclude(batch_id=None)
        .values("batch_id", "by_name")
        .annotate(at=Max("made_at"), plans=Count("subject_id", distinct=True))
        .order_by("-at")[:SHOWN]
    )
    return [
        News(
            row["at"],
            ngettext("%(who)s importerte %(number)s plan", "%(who)s importerte %(number)s planer", row["plans"])
            % {"who": row["by_name"], "number": row["plans"]},
            None,
        )
        for row in rows
    ]


def _words(verb: str) -> str:
    known = {
        "plan_created": _("%(who)s la inn «%(plan)s»"),
        "plan_changed": _("%(who)s endret «%(plan)s»"),
        "plan_deleted": _("%(who)s slettet «%(plan)s»"),
        "plan_undeleted": _("%(who)s hentet tilbake «%(plan)s»"),
        "plan_linked": _("%(who)s koblet «%(plan)s» til en annen plan"),
        "plan_shared": _("%(who)s delte «%(plan)s»"),
        "plan_unshared": _("%(who)s avsluttet delingen av «%(plan)s»"),
        "document_added": _("%(who)s la et dokument til «%(plan)s»"),
        "document_removed": _("%(who)s tok et dokument bort fra «%(plan)s»"),
    }
    return known.get(verb) or _("%(who)s endret noe ved «%(plan)s»")
