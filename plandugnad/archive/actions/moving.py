"""Files and folders to another folder or another room, and back again.

What is moved keeps its id, and with it its versions, its date, its history and the links to it. Whoever reads the room
it comes to, reads it from then on; nobody else does.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.archive import telling
from plandugnad.archive.actions.conflict import locked
from plandugnad.archive.actions.tree import above_each, below, check_depth, check_number, folder_there, way_up
from plandugnad.archive.actions.tree import height as height_of
from plandugnad.archive.kinds import WhenTaken
from plandugnad.archive.models import File, Folder, Room
from plandugnad.archive.names import free_name, name_key
from plandugnad.archive.space import why_no_room_for_moved
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.ids import new_id
from plandugnad.core.models import AuditEvent
from plandugnad.projections.activity import tell

FILE_MOVED, FOLDER_MOVED, FILE_FOLLOWED = "file_moved", "folder_moved", "file_followed"
_AT_A_TIME = 1_000
_Thing = File | Folder


class NamesTaken(Exception):
    """Something there has the name already, and nobody has said what to do about it. Nothing was moved."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(_("Navnet er i bruk der fra før."))
        self.names = names


@dataclass(frozen=True)
class Moved:
    """`left` are the names of what stayed, because its name was taken or, on the way back, because it is elsewhere."""

    batch_id: UUID
    moved: Sequence[str]
    left: Sequence[str] = ()
    renamed: Sequence[str] = ()


@transaction.atomic
def move(
    by: By,
    room: Room,
    things: Iterable[_Thing],
    to: Room,
    folder: Folder | None,
    when_taken: WhenTaken = WhenTaken.ASK,
) -> Moved:
    """All of it or nothing, except what is left by choice."""
    rooms = _both(room.pk, to.pk)
    work = _Work(by, rooms[room.pk], rooms[to.pk], folder_there(rooms[to.pk], folder), when_taken)
    wanted = list(things)
    current = _standing(work.room, Folder, wanted) + _standing(work.room, File, wanted)
    if len(current) < len({one.pk for one in wanted}):
        raise ValidationError(_("Noe av det du valgte, er flyttet eller slettet av andre. Gå tilbake og velg på nytt."))
    for one in current:
        work.place(one)
    if work.taken and when_taken is WhenTaken.ASK:
        raise NamesTaken(work.taken)
    if work.room.place != work.to.place and (lacks := why_no_room_for_moved(work.to.place)):
        raise ValidationError(lacks)
    work.tell()
    return work.done()


@transaction.atomic
def move_back(by: By, events: Sequence[AuditEvent]) -> Moved:
    """`events` are those of one move. What has been moved on or deleted since is left where it is."""
    batch_id, moved, left, renamed = new_id(), [], [], []
    for event in events:
        model, before, after = Folder if event.verb == FOLDER_MOVED else File, _said(event.before), _said(event.after)
        one: _Thing | None = model.objects.kept().filter(pk=event.subject_id).first()
        if one is None or _place_of(one) != (after["room_id"], after["folder_id"]):
            left.append(after["name"])
            continue
        to_id = UUID(before["room_id"])
        rooms = _both(one.room_id, to_id)
        folder = Folder.objects.kept().filter(room=rooms[to_id], pk=before["folder_id"]).first()
        work = _Work(by, rooms[one.room_id], rooms[to_id], folder, WhenTaken.NUMBER, batch_id)
        if one.name == after["name"]:
            one.name = before["name"]
        work.place(one)
        work.tell()
        moved.append(one.name)
        renamed += work.renamed
    return Moved(batch_id, moved, left, renamed)


@dataclass
class _Work:
    by: By
    room: Room
    to: Room
    folder: Folder | None
    when_taken: WhenTaken
    batch_id: UUID = field(default_factory=new_id)
    moved: list[_Thing] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    touched: list[UUID] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.above = above_each(self.room)
        self.above_there = self.above if self.to == self.room else above_each(self.to)

    def place(self, one: _Thing) -> None:
        if self._is_there(one):
            return
        name = self._free_name(one)
        if not name:
            self.taken.append(one.name)
            return
        before = _state(one)
        if isinstance(one, Folder):
            self._place_folder(one, name)
        else:
            self._place_file(one, name)
        self._note(one, before)

    def _is_there(self, one: _Thing) -> bool:
        """Nothing to do, also not to the name of what is moved back."""
        return one.room_id == self.to.pk and _inside(one) == (self.folder.pk if self.folder else None)

    def _free_name(self, one: _Thing) -> str:
        """Empty when the name is taken and nobody has asked for another."""
        beside = type(one).objects.kept().filter(room=self.to, **{_COLUMN[type(one)]: self.folder}).exclude(pk=one.pk)
        taken = set(beside.values_list("name_key", flat=True))
        if name_key(one.name) not in taken:
            return one.name
        return free_name(one.name, taken) if self.when_taken is WhenTaken.NUMBER else ""

    def _place_file(self, file: File, name: str) -> None:
        file.room, file.folder, file.name = self.to, self.folder, name
        file.version += 1
        file.save()
        self.touched.append(file.pk)

    def _place_folder(self, folder: Folder, name: str) -> None:
        self._check_fits(folder)
        if self.to != self.room:
            self._take_along(folder)
        folder.room, folder.parent, folder.name = self.to, self.folder, name
        folder.version += 1
        folder.save()
        self.above_there[folder.pk] = self.folder.pk if self.folder else None

    def _check_fits(self, folder: Folder) -> None:
        if self.folder is not None and folder.pk in way_up(self.above_there, self.folder.pk):
            raise ValidationError(_("En mappe kan ikke ligge i seg selv eller i en av sine egne mapper."))
        check_depth(self.above_there, self.folder.pk if self.folder else None, height_of(self.above, folder.pk))
        if self.to != self.room:
            check_number(self.above_there, len(below(self.above, folder.pk)))

    def _take_along(self, folder: Folder) -> None:
        """Also what lies deleted in it, or it could not be brought back to where it lay."""
        along = below(above_each(self.room, with_deleted=True), folder.pk)
        files = File.objects.filter(folder_id__in=along)
        followed = list(files.filter(deleted_at=None))
        files.update(room=self.to)
        Folder.objects.filter(pk__in=along).update(room=self.to)
        self.above_there.update({id: self.above[id] for id in along if id in self.above})
        self.touched += [one.pk for one in followed]
        about: dict[str, Any] = {"batch_id": self.batch_id, "organisation_id": self._organisation_id}
        events = [
            audit.event(self.by, FILE_FOLLOWED, one, before=_state(one), after={"room_id": str(self.to.pk)}, **about)
            for one in followed
        ]
        AuditEvent.objects.bulk_create(events, batch_size=_AT_A_TIME)

    @property
    def _organisation_id(self) -> UUID | None:
        """The organisation that had it: it is there somebody will ask where it went."""
        return self.room.organisation_id or self.to.organisation_id

    def _note(self, one: _Thing, before: dict[str, Any]) -> None:
        self.moved.append(one)
        if one.name != before["name"]:
            self.renamed.append(one.name)
        there = {"folder": self.folder.name if self.folder else "", "is_other_room": self.room != self.to}
        verb = FOLDER_MOVED if isinstance(one, Folder) else FILE_MOVED
        about: dict[str, Any] = {"batch_id": self.batch_id, "organisation_id": self._organisation_id}
        audit.record(self.by, verb, one, before=before, after=_state(one) | there, **about)

    def tell(self) -> None:
        """One line, whatever the number, to those who read the room it came to."""
        telling.retell_files(self.to, self.touched)
        files = [one for one in self.moved if isinstance(one, File)]
        if len(self.moved) == 1 and files:
            tell(self.by, FILE_MOVED, [telling.about_file(files[0])], self.to.reader_keys)
        elif self.moved:
            number = len(self.moved)
            about = [telling.about_room(self.to)]
            tell(self.by, "things_moved", about, self.to.reader_keys, batch_id=self.batch_id, count=number)

    def done(self) -> Moved:
        return Moved(self.batch_id, [one.name for one in self.moved], self.taken, self.renamed)


_COLUMN = {File: "folder", Folder: "parent"}


def _both(room_id: UUID, to_id: UUID) -> dict[UUID, Room]:
    """Locked in one order, so that two who move things past each other wait instead of both being refused."""
    return {id: locked(id) for id in sorted({room_id, to_id})}


def _standing(room: Room, model: type[File] | type[Folder], wanted: Collection[_Thing]) -> list[_Thing]:
    ids = [one.pk for one in wanted if isinstance(one, model)]
    rows = model.objects.kept().select_for_update(no_key=True).filter(room=room, pk__in=ids)
    return list(rows.order_by("sort_key", "name", "id"))


def _inside(one: _Thing) -> UUID | None:
    return one.parent_id if isinstance(one, Folder) else one.folder_id


def _place_of(one: _Thing) -> tuple[str, str | None]:
    inside = _inside(one)
    return str(one.room_id), str(inside) if inside else None


def _said(state: Any) -> dict[str, Any]:
    return dict(state or {})


def _state(one: _Thing) -> dict[str, Any]:
    room_id, folder_id = _place_of(one)
    return {"room_id": room_id, "folder_id": folder_id, "name": one.name}
