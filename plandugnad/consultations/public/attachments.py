"""Attachments of a statement on their way: stored as they come, and named in the form by a signed line.

Until the statement is sent no row refers to them, so those of a form that was left are swept away after a day
(`core.jobs.sweep_orphan_files`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext as _

from plandugnad.archive import wording
from plandugnad.archive.actions.files import Content
from plandugnad.archive.space import why_no_room
from plandugnad.archive.uploading import DiskUpload, received_one
from plandugnad.consultations.limits import MOST_ATTACHED_BYTES, MOST_ATTACHED_MB, MOST_ATTACHMENTS
from plandugnad.consultations.models import Consultation
from plandugnad.consultations.public.guarding import has_sent_too_much
from plandugnad.core.files import path_of
from plandugnad.core.models import StoredFile

_SALT = "plandugnad.consultations.attachment"
FIELD, STANDING, LEAVING = "vedlegg", "lagt-ved", "ta-bort"


@dataclass(frozen=True)
class Attached:
    """`line` is what the form carries of it."""

    content: Content
    size_bytes: int
    line: str


@dataclass(frozen=True)
class Attachments:
    kept: tuple[Attached, ...]
    wrong: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        return [one.content.name for one in self.kept]

    @property
    def contents(self) -> list[Content]:
        return [one.content for one in self.kept]


def upload_for(request: HttpRequest) -> DiskUpload:
    return DiskUpload(request, MOST_ATTACHED_BYTES, MOST_ATTACHMENTS + 1)  # one too many is told of


def take_attachments(request: HttpRequest, consultation: Consultation, *, may_store: bool) -> Attachments:
    """Those that came before and were not taken away, and those that come now as far as there is room.

    Nothing is stored for whom we have to stop: what she chose must be chosen again, and she is told.
    """
    leaving = set(request.POST.getlist(LEAVING))
    standing, wrong = _standing(consultation.pk, [one for one in request.POST.getlist(STANDING) if one not in leaving])
    upload = next((one for one in request.upload_handlers if isinstance(one, DiskUpload)), None)
    if upload is None:
        return Attachments(tuple(standing), tuple(wrong))
    try:
        if may_store:
            _take_new(request, consultation, upload, standing, wrong)
        else:
            files = request.FILES.getlist(FIELD)
            wrong += [
                _("«%(name)s» ble ikke tatt imot. Legg filen ved på nytt.") % {"name": file.name} for file in files
            ]
    finally:
        upload.close()
    wrong += [_too_much(name) for name in upload.too_large]
    return Attachments(tuple(standing), tuple(wrong))


def _take_new(
    request: HttpRequest, consultation: Consultation, upload: DiskUpload, standing: list[Attached], wrong: list[str]
) -> None:
    for file in request.FILES.getlist(FIELD):
        size = file.size or 0
        name = file.name or ""
        if len(standing) >= MOST_ATTACHMENTS:
            wrong.append(_("«%(name)s» fikk ikke plass: det er høyst %(most)d vedlegg.") % _about(name))
            continue
        if sum(one.size_bytes for one in standing) + size > MOST_ATTACHED_BYTES:
            wrong.append(_too_much(name))
            continue
        if lacks := why_no_room(consultation.process.plan.organisation, size):
            wrong.append(lacks)
            continue
        if has_sent_too_much(request, size):
            said = _("«%(name)s» ble ikke tatt imot: det er kommet mange store filer herfra. Vent en time.")
            wrong.append(said % _about(name))
            continue
        taken = received_one(file)
        if taken.content is None:
            wrong.append(taken.wrong)
        elif taken.content.stored.pk not in {one.content.stored.pk for one in standing}:
            standing.append(_attached(consultation.pk, taken.content))
    if upload.is_disk_full:
        wrong.append(wording.disk_full())


def _attached(consultation_id: UUID, content: Content) -> Attached:
    said = [str(consultation_id), content.stored.pk, content.kind, content.name]
    return Attached(content, content.stored.size_bytes, signing.dumps(said, salt=_SALT))


def _standing(consultation_id: UUID, lines: Iterable[str]) -> tuple[list[Attached], list[str]]:
    read = [(line, told) for line in lines if (told := _read(consultation_id, line))][:MOST_ATTACHMENTS]
    rows = StoredFile.objects.in_bulk([told[0] for _line, told in read])
    found: dict[str, Attached] = {}
    wrong, total = [], 0
    for line, (sha256, kind, name) in read:
        stored = rows.get(sha256)
        if stored is None or not path_of(sha256).is_file():
            wrong.append(_("«%(name)s» ble lagt ved for lenge siden. Legg filen ved på nytt.") % {"name": name})
        elif sha256 not in found and total + stored.size_bytes > MOST_ATTACHED_BYTES:
            wrong.append(_too_much(name))  # lines of several forms put together
        elif sha256 not in found:
            found[sha256] = Attached(Content(stored, kind, name), stored.size_bytes, line)
            total += stored.size_bytes
    return list(found.values()), wrong


def _read(consultation_id: UUID, line: str) -> tuple[str, str, str] | None:
    """Nothing of what we did not sign ourselves, nor of another consultation."""
    try:
        of, sha256, kind, name = signing.loads(line, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    return (sha256, kind, name) if of == str(consultation_id) else None


def lock(contents: Sequence[Content]) -> list[Content]:
    """Those that are still there, and stay while the rows that refer to them are written."""
    ids = [one.stored.pk for one in contents]
    rows = StoredFile.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    there = set(rows.values_list("pk", flat=True))
    return [one for one in contents if one.stored.pk in there]


def _too_much(name: str) -> str:
    said = _("«%(name)s» er for stor. Vedleggene kan være på høyst %(size)s til sammen. Teksten din står her.")
    return said % _about(name)


def _about(name: str) -> dict[str, str | int]:
    return {"name": name, "most": MOST_ATTACHMENTS, "size": f"{MOST_ATTACHED_MB} MB"}
