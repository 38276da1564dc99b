"""What coordinators do with a common process. Each is one transaction with its history; the caller has asked `access`.

Nothing here touches a process that has begun.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.archive.models import File
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.ids import new_id
from plandugnad.core.models import AuditEvent
from plandugnad.engines.statute import chains
from plandugnad.engines.tables.when import When
from plandugnad.processes.common import telling
from plandugnad.processes.common.models import COMMON, MOST_STEPS, CommonProcess, CommonStep
from plandugnad.regions.models import Collaboration

SAID = ("name", "after", "participants", "notes", "weeks_of_work", "template_id")
_NOTHING: dict[str, Any] = {
    "name": "", "after": "", "participants": "", "notes": "", "weeks_of_work": None, "template_id": None
}  # fmt: skip


class ChangedMeanwhile(Exception):
    """Somebody saved after this person opened the page. `version` is what stands now."""

    def __init__(self, version: int, by_name: str) -> None:
        super().__init__(_("Noen andre har endret fellesprosessen mens du skrev."))
        self.version, self.by_name = version, by_name


@transaction.atomic
def make_common(by: By, collaboration: Collaboration, chain: str) -> CommonProcess:
    """Two who make it at once have made the same."""
    Collaboration.objects.select_for_update(no_key=True).get(pk=collaboration.pk)
    kept = CommonProcess.objects.kept().filter(collaboration=collaboration, chain=chain).first()
    if kept is not None:
        return kept
    common = CommonProcess.objects.create(collaboration=collaboration, chain=chains()[chain].id)
    _record(by, "common_made", common, after={"chain": chain})
    return common


@transaction.atomic
def describe_common(by: By, common: CommonProcess, values: Mapping[str, Any], seen: int | None = None) -> None:
    """`values`: about, adopted, adopted_where."""
    current = _opened(common, seen)
    before = {name: getattr(current, name) for name in values}
    if before == dict(values):
        return
    for name, value in values.items():
        setattr(current, name, value)
    _touch(current, *values)
    _record(by, "common_described", current, before=_plain(before), after=_plain(values))


@transaction.atomic
def add_step(by: By, common: CommonProcess, name: str, after: str, *, id: UUID | None = None) -> CommonStep:
    """A step of the region's own. Sent twice, it is one step."""
    current = _opened(common)
    if id is not None and (made := current.steps.filter(pk=id).first()):
        return made
    if current.steps.exclude(name="").count() >= MOST_STEPS:
        raise ValidationError(_("Det er plass til %(most)s egne steg. Slå noen sammen først.") % {"most": MOST_STEPS})
    id = id or new_id()
    code = f"{COMMON}{id.hex[-12:]}"
    said = _NOTHING | {"name": name, "after": after}
    step = CommonStep.objects.create(id=id, common=current, code=code, **said)
    _touch(current)
    _record(by, "common_step_added", current, **_sides(code, None, said))
    return step


@transaction.atomic
def set_step(
    by: By, common: CommonProcess, code: str, values: Mapping[str, Any], seen: int | None = None
) -> None:  # fmt: skip
    """What the region says of a step, the law's or its own. A law step about which nothing is left to say has no row,
    and what the law demands stands whatever is said."""
    current = _opened(common, seen)
    before = said_of(current, code)
    after: dict[str, Any] | None = (before or _NOTHING) | dict(values)
    if after == _NOTHING:
        after = None
    if after == before:
        return
    _put(current, code, after)
    _touch(current)
    _record(by, "common_step_changed", current, **_sides(code, before, after))


@transaction.atomic
def remove_step(by: By, common: CommonProcess, code: str) -> None:
    """An own step, or all that is said of one of the law's."""
    current = _opened(common)
    before = said_of(current, code)
    if before is None:
        return
    following = list(current.steps.filter(after=code).values_list("code", flat=True))
    current.steps.filter(code__in=following).update(after=before["after"])
    _put(current, code, None)
    _touch(current)
    _record(by, "common_step_removed", current, **_sides(code, before, None, following))


@transaction.atomic
def undo_step(by: By, common: CommonProcess, event: AuditEvent) -> None:
    """As the step was before the event, unless somebody has changed it since."""
    current = _opened(common)
    was, became = event.before or {}, event.after or {}
    code = became["code"]
    if _sides(code, None, said_of(current, code))["after"]["step"] != became["step"]:
        raise ValidationError(_("Dette er endret igjen siden. Ingenting er angret; se hva som står nå."))
    said = _read(was["step"])
    before = said_of(current, code)
    _put(current, code, said)
    current.steps.filter(code__in=was.get("following", ())).update(after=code)
    _touch(current)
    _record(by, "common_undone", current, **_sides(code, before, said))


@transaction.atomic
def delete_common(by: By, common: CommonProcess) -> None:
    if CommonProcess.objects.kept().filter(pk=common.pk).update(deleted_at=timezone.now()):
        _record(by, "common_deleted", common)


@transaction.atomic
def undelete_common(by: By, common: CommonProcess) -> None:
    Collaboration.objects.select_for_update(no_key=True).get(pk=common.collaboration_id)
    same = CommonProcess.objects.kept().filter(collaboration=common.collaboration_id, chain=common.chain)
    if same.exclude(pk=common.pk).exists():
        raise ValidationError(_("Det er laget en ny fellesprosess for dette løpet siden. Slett den først."))
    if CommonProcess.objects.filter(pk=common.pk, deleted_at__isnull=False).update(deleted_at=None):
        _record(by, "common_undeleted", common)


def said_of(common: CommonProcess, code: str) -> dict[str, Any] | None:
    step = common.steps.filter(code=code).first()
    return {name: getattr(step, name) for name in SAID} if step else None


def _put(common: CommonProcess, code: str, said: Mapping[str, Any] | None) -> None:
    if said is None:
        common.steps.filter(code=code).delete()
    else:
        CommonStep.objects.update_or_create(common=common, code=code, defaults=dict(said))


def _sides(
    code: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, following: list[str] | None = None
) -> dict[str, dict[str, Any]]:
    was: dict[str, Any] = {"code": code, "step": _plain(before) if before else None}
    if following:
        was["following"] = following
    return {"before": was, "after": {"code": code, "step": _plain(after) if after else None}}


def _read(said: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """From history; a template that has been deleted for good since is not there to be put back."""
    if said is None:
        return None
    template = said["template_id"]
    is_there = template is not None and File.objects.filter(pk=template).exists()
    return {**said, "template_id": UUID(template) if is_there else None}


def _opened(common: CommonProcess, seen: int | None = None) -> CommonProcess:
    rows = CommonProcess.objects.select_for_update(of=("self",), no_key=True).select_related("collaboration")
    current = rows.get(pk=common.pk)
    if seen is not None and current.version != seen:
        last = AuditEvent.objects.filter(subject_id=current.pk).order_by("-made_at", "-id").first()
        raise ChangedMeanwhile(current.version, last.by_name if last else "")
    return current


def _touch(common: CommonProcess, *fields: str) -> None:
    common.version += 1
    common.save(update_fields=["version", *fields])


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _as_json(value) for name, value in values.items()}


def _as_json(value: Any) -> Any:
    if isinstance(value, When):
        return value.iso
    return str(value) if isinstance(value, UUID) else value


def _record(by: By, verb: str, common: CommonProcess, **about: Any) -> None:
    audit.record(by, verb, common, **about)
    telling.tell_of(by, verb, common)
