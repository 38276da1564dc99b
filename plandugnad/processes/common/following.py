"""Taking in, or leaving, what the region has changed since the process took from it. Each can be undone."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.accounts.models import Person
from plandugnad.archive.models import File
from plandugnad.core.audit import By
from plandugnad.processes.actions import SAID_OF_OWN, kept, locked, plain, record, touch, write
from plandugnad.processes.common.newer import TEMPLATE, Item, news_for
from plandugnad.processes.dates import Dates, Place, kept_dates
from plandugnad.processes.models import Process, Step, StepFile

TAKEN, LEFT = "process_common_taken", "process_common_left"


@transaction.atomic
def take_item(by: By, process: Process, code: str, seen: int) -> None:
    """The change as the person saw it. What the municipality has written itself stands."""
    current, item = _opened(process, code, seen)
    before = _stands(current, code)
    if item.takes_out:
        _take_out(current, code)
    else:
        Step.objects.update_or_create(process=current, code=code, defaults=item.merged())
        _change_template(current, item)
    _follow(by, current, item, TAKEN, before)


@transaction.atomic
def leave_item(by: By, process: Process, code: str, seen: int) -> None:
    """The process stays as it is, and the change is not shown again."""
    current, item = _opened(process, code, seen)
    _follow(by, current, item, LEFT, _stands(current, code))


@transaction.atomic
def undo_item(by: By, process: Process, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    current = locked(process)
    [(code, was)], [became] = before.items(), after.values()
    if _stands(current, code) != became:
        raise ValidationError(_("Dette er endret igjen siden. Ingenting er angret; se hva som står nå."))
    _put_back(current, code, was)
    _set_taken(current, code, was["taken"])
    current.common_version = 0  # something is to be seen again
    touch(current, "common_taken", "common_version")
    record(by, "process_common_undone", current, before={code: became}, after={code: was})


def _opened(process: Process, code: str, seen: int) -> tuple[Process, Item]:
    current = locked(process)
    item = next((one for one in news_for(current) if one.code == code), None)
    if item is None or current.common is None or current.common.version != seen:
        raise ValidationError(_("Fellesprosessen er endret igjen, eller noen andre har svart. Se hva som står nå."))
    return current, item


def _follow(by: By, current: Process, item: Item, verb: str, before: Mapping[str, Any]) -> None:
    _set_taken(current, item.code, item.becomes)
    if current.common and not news_for(current):
        current.common_version = current.common.version
    touch(current, "common_taken", "common_version")
    record(by, verb, current, before={item.code: before}, after={item.code: _stands(current, item.code)})


def _set_taken(current: Process, code: str, said: Mapping[str, Any] | None) -> None:
    taken = {**current.common_taken, code: said}
    current.common_taken = {name: each for name, each in taken.items() if each is not None}


def _change_template(current: Process, item: Item) -> None:
    """The region's new one in place of its old one. One the municipality took away does not come back as another."""
    was, becomes = (said[TEMPLATE] if said else None for said in (item.was, item.becomes))
    is_ours = item.ours is not None and item.ours[TEMPLATE] != was
    if was == becomes or is_ours:
        return
    if was:
        current.files.filter(code=item.code, file_id=was).delete()
    if becomes and (file := File.objects.kept().filter(pk=becomes).first()):
        StepFile.objects.get_or_create(process=current, code=item.code, file=file)


def _stands(current: Process, code: str) -> dict[str, Any]:
    step = current.steps.filter(code=code).first()
    return {
        "name": step.name if step else "",
        "step": plain({name: getattr(step, name) for name in SAID_OF_OWN}) if step else None,
        "following": sorted(current.steps.filter(after=code).values_list("code", flat=True)),
        "dates": kept(kept_dates(current.dates.filter(code=code))),
        "files": sorted(str(id) for id in current.files.filter(code=code).values_list("file_id", flat=True)),
        "taken": current.common_taken.get(code),
    }


def _take_out(current: Process, code: str) -> None:
    step = current.steps.filter(code=code).first()
    if step is None:
        return
    current.steps.filter(after=code).update(after=step.after)
    current.dates.filter(code=code).delete()
    current.files.filter(code=code).delete()
    step.delete()


def _put_back(current: Process, code: str, was: Mapping[str, Any]) -> None:
    said = was["step"]
    if said is None:
        current.steps.filter(code=code).delete()
    else:
        owner = said["owner_id"] if Person.objects.filter(pk=said["owner_id"]).exists() else None
        values = {**said, "owner_id": UUID(owner) if owner else None}
        Step.objects.update_or_create(process=current, code=code, defaults=values)
        current.steps.filter(code__in=was["following"]).update(after=code)
    write(current, {Place.read(key): Dates.from_json(each) for key, each in was["dates"].items()})
    current.files.filter(code=code).exclude(file_id__in=was["files"]).delete()
    for id in File.objects.filter(pk__in=was["files"]).values_list("pk", flat=True):
        StepFile.objects.get_or_create(process=current, code=code, file_id=id)
