"""What has happened with a statement, in words, newest first. Never in the words of who sent it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.consultations.models import ObjectionState, Statement
from plandugnad.consultations.points.queries import point_rows
from plandugnad.core.models import AuditEvent

LATEST, ON_A_PAGE = 5, 50

_DONE: Mapping[str, Promise] = {
    "statement_received": gettext_lazy("Uttalelsen kom inn"),
    "statement_taken_in": gettext_lazy("%(who)s la inn uttalelsen"),
    "statement_deleted": gettext_lazy("%(who)s slettet uttalelsen"),
    "statement_undeleted": gettext_lazy("%(who)s hentet tilbake uttalelsen"),
    "statement_assigned": gettext_lazy("%(who)s ga uttalelsen til noen"),
    "statement_assessed": gettext_lazy("%(who)s skrev om uttalelsen som helhet"),
    "statement_ready": gettext_lazy("%(who)s merket uttalelsen som ferdig vurdert"),
    "statement_taken_up": gettext_lazy("%(who)s tok opp igjen uttalelsen"),
    "points_marked": gettext_lazy("%(who)s laget punkter"),
    "points_taken_back": gettext_lazy("%(who)s angret punkter som kom fra et likt brev"),
    "point_moved": gettext_lazy("%(who)s endret hva et punkt gjelder"),
    "points_joined": gettext_lazy("%(who)s slo sammen to punkter"),
    "points_parted": gettext_lazy("%(who)s delte to punkter igjen"),
    "point_deleted": gettext_lazy("%(who)s slettet et punkt"),
    "point_undeleted": gettext_lazy("%(who)s hentet tilbake et punkt"),
    "point_tagged": gettext_lazy("%(who)s satte merkelapp på et punkt"),
    "point_untagged": gettext_lazy("%(who)s tok merkelapp av et punkt"),
    "point_assigned": gettext_lazy("%(who)s ga et punkt til noen"),
    "point_answered": gettext_lazy("%(who)s skrev svar på et punkt"),
    "objection_noted": gettext_lazy("%(who)s noterte en innsigelse"),
    "objection_changed": gettext_lazy("%(who)s endret en innsigelse"),
    "objection_turned": gettext_lazy("%(who)s noterte hva som skjedde med en innsigelse"),
    "objection_turn_taken_back": gettext_lazy("%(who)s tok bort en hendelse i en innsigelse"),
    "objection_deleted": gettext_lazy("%(who)s slettet en innsigelse"),
    "objection_undeleted": gettext_lazy("%(who)s hentet tilbake en innsigelse"),
}


@dataclass(frozen=True)
class Line:
    at: datetime
    sentence: str
    details: tuple[str, ...]


def latest_lines(statement: Statement) -> list[Line]:
    return _lines(_events(statement)[:LATEST], {})


def history_page(statement: Statement, number: str | None) -> tuple[Page[AuditEvent], list[Line]]:
    page = Paginator(_events(statement), ON_A_PAGE).get_page(number)
    numbers = {str(row.id): row.number for row in point_rows(statement)}
    return page, _lines(page.object_list, numbers)


def _events(statement: Statement) -> QuerySet[AuditEvent]:
    rows: QuerySet[AuditEvent] = AuditEvent.objects.filter(
        subject_id=statement.pk, subject_type=Statement._meta.label_lower
    )
    return rows.order_by("-made_at", "-id")


def _lines(events: Iterable[AuditEvent], numbers: Mapping[str, int]) -> list[Line]:
    return [
        Line(
            at=event.made_at,
            sentence=str(_DONE.get(event.verb) or _("%(who)s endret uttalelsen")) % {"who": event.by_name or _("Noen")},
            details=tuple(_details(event, numbers)),
        )
        for event in events
    ]


def _details(event: AuditEvent, numbers: Mapping[str, int]) -> Iterator[str]:
    was, now = event.before or {}, event.after or {}
    point = now.get("point") or was.get("point")
    if point and point in numbers:
        yield _("Punkt %(number)s") % {"number": numbers[point]}
    if event.verb == "points_marked":
        yield _("%(count)s nye") % {"count": len(now["points"])}
    yield from _told(was, now)


def _told(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    if tag := now.get("tag") or was.get("tag"):
        yield tag
    if "to" in now:
        yield now["to"] or _("ingen")
    if "state" in now:
        yield str(ObjectionState(now["state"]).label)
    for name, label in (("answer", _("Svar")), ("assessment", _("Vurdering"))):
        if name in now and now[name] != was.get(name, ""):
            text = now[name] or _("tomt")
            yield f"{label}: {text}"
    if now.get("is_ready") and not was.get("is_ready"):
        yield _("merket ferdig")
