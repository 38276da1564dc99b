"""Many files get the names that the rule of their room suggests, and back again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.archive import telling
from plandugnad.archive.actions.conflict import ChangedMeanwhile
from plandugnad.archive.actions.files import FILE_RENAMED as FILE_RENAMED
from plandugnad.archive.actions.files import rename_file
from plandugnad.archive.models import File, Room
from plandugnad.core.audit import By
from plandugnad.core.ids import new_id
from plandugnad.core.models import AuditEvent
from plandugnad.projections.activity import tell


@dataclass(frozen=True)
class NewName:
    """`version` is the one that was seen with the suggestion."""

    file: File
    name: str
    version: int


@dataclass(frozen=True)
class Renamed:
    """`left` says in words why each of the others kept its name."""

    batch_id: UUID
    count: int
    left: Sequence[str]


@transaction.atomic
def rename_many(by: By, room: Room, wanted: Iterable[NewName]) -> Renamed:
    """One that cannot have its name is left, and the others are renamed all the same."""
    batch_id, count, left = new_id(), 0, []
    for one in wanted:
        try:
            with transaction.atomic():
                rename_file(by, one.file, one.name, seen_version=one.version, batch_id=batch_id)
        except ValidationError as error:
            left.append(" ".join(error.messages))
        except ChangedMeanwhile:
            said = _("«%(name)s» er endret av noen andre i mellomtiden. Se på navnet, og prøv igjen.")
            left.append(said % {"name": one.file.name})
        else:
            count += 1
    _tell(by, room, batch_id, count)
    return Renamed(batch_id, count, left)


@transaction.atomic
def name_back(by: By, room: Room, events: Sequence[AuditEvent]) -> Renamed:
    """`events` are those of one `rename_many`. What has had another name since, or is deleted, is left."""
    batch_id, count, left = new_id(), 0, []
    files = File.objects.kept().filter(room=room).in_bulk([one.subject_id for one in events])
    for event in events:
        was, became = str((event.before or {})["name"]), str((event.after or {})["name"])
        file = files.get(event.subject_id)
        if file is None or file.name != became:
            left.append(_("«%(name)s» er endret eller slettet siden, og er latt være.") % {"name": became})
            continue
        try:
            with transaction.atomic():
                rename_file(by, file, was, batch_id=batch_id)
        except ValidationError as error:
            left.append(" ".join(error.messages))
        else:
            count += 1
    _tell(by, room, batch_id, count)
    return Renamed(batch_id, count, left)


def _tell(by: By, room: Room, batch_id: UUID, count: int) -> None:
    """One line, whatever the number."""
    if count:
        tell(by, "files_renamed", [telling.about_room(room)], room.reader_keys, batch_id=batch_id, count=count)
