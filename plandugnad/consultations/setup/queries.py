"""What the setup pages show: the documents that are out, what is missing, and the rounds of a step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.accounts.sending import can_send_mail
from plandugnad.archive.models import File, FileVersion, Room
from plandugnad.consultations.models import Consultation, ConsultationFile, Submission
from plandugnad.consultations.state import Phase, phase_of
from plandugnad.engines.statute import Step as LawStep
from plandugnad.engines.statute import chains
from plandugnad.processes.models import Process
from plandugnad.regions.actor import Actor


@dataclass(frozen=True)
class Document:
    """`newer` is the number of a later version; `can_open` whether this reader may open the file in the archive."""

    kept: ConsultationFile
    size_bytes: int
    number: int
    newer: int
    can_open: bool
    is_deleted: bool

    @property
    def file_id(self) -> UUID:
        return self.kept.file_version.file_id


@dataclass(frozen=True)
class Missing:
    """`musts` stop the publishing. `oughts` are said, and she decides."""

    musts: tuple[str, ...]
    oughts: tuple[str, ...]


def documents_of(actor: Actor, consultation: Consultation) -> list[Document]:
    rows = list(consultation.files.select_related("file_version__file__latest", "file_version__stored"))
    ids = {row.file_version.file_id for row in rows}
    rooms = Room.objects.visible_to(actor.keys)
    opens = set(File.objects.kept().filter(pk__in=ids, room__in=rooms).values_list("pk", flat=True))
    return [_document(row, opens) for row in rows]


def _document(row: ConsultationFile, opens: set[UUID]) -> Document:
    version, file = row.file_version, row.file_version.file
    newer = file.latest.number if file.latest and file.latest.number > version.number else 0
    return Document(
        kept=row,
        size_bytes=version.stored.size_bytes,
        number=version.number,
        newer=newer,
        can_open=file.pk in opens,
        is_deleted=file.deleted_at is not None,
    )


def find_document(consultation: Consultation, id: UUID) -> ConsultationFile | None:
    rows = ConsultationFile.objects.filter(consultation=consultation, pk=id)
    return rows.select_related("file_version__stored", "file_version__file").first()


def find_version(id: UUID) -> FileVersion | None:
    rows = FileVersion.objects.filter(pk=id, file__deleted_at=None)
    return rows.select_related("file__room__organisation", "file__room__collaboration").first()


def missing_in(consultation: Consultation, documents: Sequence[Document], today: date) -> Missing:
    """That the period is shorter than the law demands is said by itself, and longer: see `period`."""
    return Missing(tuple(_musts(consultation, today)), tuple(_oughts(consultation, documents)))


def _musts(consultation: Consultation, today: date) -> list[str]:
    said = []
    if consultation.opens_on is None:
        said.append(_("Det står ikke når høringen åpner."))
    if consultation.closes_on is None:
        said.append(_("Det står ingen frist for uttalelser."))
    elif consultation.closes_on < today:
        said.append(_("Fristen er ute, så ingen kan svare. Sett en ny."))
    if consultation.private_until is None:
        said.append(_("Det er ikke satt når opplysninger om privatpersoner slettes."))
    return said


def _oughts(consultation: Consultation, documents: Sequence[Document]) -> list[str]:
    checks = (
        (not documents, _("Ingen dokumenter er valgt.")),
        (any(one.newer for one in documents), _("Et dokument har en nyere versjon i arkivet.")),
        (not consultation.about, _("Det står ikke hva høringen gjelder.")),
        (not consultation.answer_to, _("Det står ikke hvordan man svarer uten skjemaet.")),
        (not consultation.contact, _("Det står ikke hvem man kan spørre.")),
        (not can_send_mail(), _("Installasjonen kan ikke sende e-post, så siden kommer uten skjema.")),
    )
    return [said for is_missing, said in checks if is_missing]


def what_remains(consultation: Consultation, missing: Missing, today: date) -> list[str]:
    """On the front page of the consultation: before it is out, all of it; after, what still matters."""
    phase = phase_of(consultation, today)
    if phase is Phase.DRAFT:
        return [*missing.musts, *missing.oughts]
    return list(missing.oughts) if phase in (Phase.WAITING, Phase.OPEN) else []


def public_address(consultation: Consultation) -> str:
    return settings.BASE_URL + reverse("public_consultation", args=[consultation.id])


def waiting_submissions(consultation: Consultation) -> int:
    return Submission.objects.filter(consultation=consultation, runs_out_at__gt=timezone.now()).count()


def consultation_step(process: Process, code: str) -> LawStep | None:
    """The step when it is one in which something is put out."""
    step = chains()[process.chain].by_id.get(code)
    return step if step is not None and step.is_consultation else None


def rounds_of(process: Process, code: str) -> list[Consultation]:
    return list(Consultation.objects.kept().filter(process=process, code=code).order_by("round"))
