"""Taking back one thing that was done, from the history of a process, unless it has been changed since."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from plandugnad.archive.models import File
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.processes import actions
from plandugnad.processes.access import ProcessAbilities
from plandugnad.processes.actions import DatesChangedMeanwhile, DeadlineChangedMeanwhile, HandoverChangedMeanwhile
from plandugnad.processes.adopting import ADOPTED, ADOPTED_UNDONE, undo_adopted
from plandugnad.processes.common.following import LEFT, TAKEN, undo_item
from plandugnad.processes.dates import Place, day_from
from plandugnad.processes.models import Process

_Side = Mapping[str, Any]
DATES = ("process_dates_set", "process_dates_undone")


def can_be_undone(event: AuditEvent) -> bool:
    return event.verb in _WAYS


def may_undo(abilities: ProcessAbilities, event: AuditEvent) -> bool:
    """Who sets the days of her own council takes back those, and each owner what was entered of its own on the plan."""
    if event.verb in (ADOPTED, ADOPTED_UNDONE):
        return UUID((event.after or {})["organisation"]) in abilities.writes_for
    dates = {**((event.before or {}).get("dates") or {}), **((event.after or {}).get("dates") or {})}
    is_dates = event.verb in DATES and bool(dates)
    return abilities.can_write or (is_dates and all(abilities.may_date(Place.read(key).organisation) for key in dates))


def undo(by: By, process: Process, event: AuditEvent) -> None:
    """Raises ValidationError, with nothing changed, where somebody has changed the same thing since."""
    try:
        _WAYS[event.verb](by, process, event.before or {}, event.after or {})
    except (DatesChangedMeanwhile, DeadlineChangedMeanwhile, HandoverChangedMeanwhile) as meanwhile:
        raise ValidationError(_changed_since()) from meanwhile


def _changed_since() -> str:
    return _("Dette er endret igjen siden. Ingenting er angret; se hva som står nå.")


def _choices(by: By, process: Process, before: _Side, after: _Side) -> None:
    if process.choices != after["choices"]:
        raise ValidationError(_changed_since())
    actions.set_choices(by, process, before["choices"], seen=after["choices"])


def _described(by: By, process: Process, before: _Side, after: _Side) -> None:
    [(code, was)], [became] = before.items(), after.values()
    step = process.steps.filter(code=code).first()
    stands = {name: getattr(step, name) for name in became} if step else None
    if stands is None or _as_kept(stands) != became:
        raise ValidationError(_changed_since())
    values = dict(was)
    if values.get("owner_id"):
        values["owner_id"] = UUID(values["owner_id"])
    actions.describe_step(by, process, code, values)


def _as_kept(values: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, UUID) else value for name, value in values.items()}


def _added(by: By, process: Process, before: _Side, after: _Side) -> None:
    [code] = after
    actions.remove_own_step(by, process, code)


def _removed(by: By, process: Process, before: _Side, after: _Side) -> None:
    [(code, gone)] = before.items()
    actions.return_own_step(by, process, code, gone)


def _deadline(by: By, process: Process, before: _Side, after: _Side) -> None:
    actions.override_deadline(
        by,
        process,
        before["code"],
        before["provision"],
        day_from(before["day"]),
        before["because"],
        counted_from=day_from(before.get("counted_from")),
        seen=after["day"] or "",
    )


def _handover(by: By, process: Process, before: _Side, after: _Side) -> None:
    actions.write_handover(by, process, before["handover"], seen=after["handover"])


def _linked(by: By, process: Process, before: _Side, after: _Side) -> None:
    if file := File.objects.filter(pk=after["file"]).first():
        actions.unlink_file(by, process, after["code"], file)


def _unlinked(by: By, process: Process, before: _Side, after: _Side) -> None:
    file = File.objects.kept().filter(pk=before["file"]).first()
    if file is None:
        raise ValidationError(_("Filen er slettet i arkivet."))
    actions.link_file(by, process, before["code"], file)


def _common(by: By, process: Process, before: _Side, after: _Side) -> None:
    undo_item(by, process, before, after)


_WAYS: dict[str, Callable[[By, Process, _Side, _Side], None]] = {
    **dict.fromkeys(DATES, actions.undo_dates),
    "process_choices_set": _choices,
    "process_step_described": _described,
    "process_step_added": _added,
    "process_step_removed": _removed,
    "process_deadline_set": _deadline,
    "process_handover_written": _handover,
    **dict.fromkeys((TAKEN, LEFT), _common),
    "process_file_linked": _linked,
    "process_file_unlinked": _unlinked,
    **dict.fromkeys((ADOPTED, ADOPTED_UNDONE), undo_adopted),
}
