"""Where the documents and attachments of consultations lie in what is taken along."""

import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO
from uuid import UUID

from plandugnad.archive.kinds import RoomAudience
from plandugnad.archive.names import free_name, name_key, safe_name
from plandugnad.consultations.models import Consultation, ConsultationFile, StatementFile
from plandugnad.core.files import path_of
from plandugnad.core.takeout import TakeoutFile

TOP = "horinger/"
_LONGEST_FOLDER = 80


@dataclass(frozen=True)
class Places:
    """By the id of the document or attachment: those that are on the disk."""

    files: Mapping[UUID, TakeoutFile]

    def path_of(self, id: UUID) -> str | None:
        found = self.files.get(id)
        return found.path if found else None


def places_of(consultations: Iterable[Consultation]) -> Places:
    """Of a statement that is deleted nothing is taken along."""
    shelf = _Shelf()
    for consultation in consultations:
        folder = f"{TOP}{shelf.free(TOP, _called(consultation))}/"
        for document in _open_documents(consultation):
            shelf.put(document.pk, document.file_version.stored_id, f"{folder}dokumenter/", document.name)
        rows = StatementFile.objects.filter(statement__consultation=consultation, statement__deleted_at=None)
        found = rows.order_by("statement__number", "position", "id")
        for id, number, name, stored in found.values_list("id", "statement__number", "name", "stored_id"):
            is_kept = StatementFile.objects.filter(pk=id).exists
            shelf.put(id, stored, f"{folder}vedlegg/{number:04}/", name, is_kept)
    return Places(shelf.files)


def _called(consultation: Consultation) -> str:
    name = f"{safe_name(consultation.process.plan.name)[:_LONGEST_FOLDER].strip(' .') or 'plan'} {consultation.code}"
    return name if consultation.round == 1 else f"{name} runde {consultation.round}"


def _open_documents(consultation: Consultation) -> list[ConsultationFile]:
    """What is out, everybody may have. Before that it may lie in a room for a few."""
    rows = consultation.files.select_related("file_version__file__room")
    is_out = Consultation.objects.public().filter(pk=consultation.pk).exists()
    return [row for row in rows if is_out or row.file_version.file.room.readers == RoomAudience.EVERYBODY]


def _always() -> bool:
    return True


@dataclass
class _Shelf:
    files: dict[UUID, TakeoutFile] = field(default_factory=dict)
    _taken: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def free(self, folder: str, name: str) -> str:
        """No two the same in a folder, also where case does not count."""
        found = free_name(name, self._taken[folder])
        self._taken[folder].add(name_key(found))
        return found

    def put(self, id: UUID, stored_id: str, folder: str, name: str, is_kept: Callable[[], bool] = _always) -> None:
        if path_of(stored_id).is_file():
            path = folder + self.free(folder, safe_name(name) or "vedlegg")
            self.files[id] = TakeoutFile(path, partial(_opened, stored_id, is_kept))


def _opened(stored_id: str, is_kept: Callable[[], bool]) -> BinaryIO:
    """Empty when it was erased after the list was made: its turn may come many minutes later."""
    try:
        return path_of(stored_id).open("rb") if is_kept() else io.BytesIO()
    except FileNotFoundError:
        return io.BytesIO()
