"""The processes of a municipality, out again: tables to read, and everything for other programs.

Files in the archive are said by the id they have in arkiv.json. Those in rooms not everybody reads are not named.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from plandugnad.archive.kinds import RoomAudience
from plandugnad.archive.models import File
from plandugnad.core.models import AuditEvent
from plandugnad.core.rows_out import told, workbook, written
from plandugnad.core.takeout import TakeoutFile, add_part, in_memory
from plandugnad.engines.statute import chains
from plandugnad.processes.models import (
    Announcement,
    CommonProcess,
    DemandEffort,
    Process,
    Proof,
    Recipient,
    Step,
    StepDate,
)
from plandugnad.processes.words import MARKS, law_language
from plandugnad.regions.models import Member

FORMAT, VERSION = "plandugnad/planprosesser", 1
Cells = list[str]


class ProcessesPart:
    def files(self, organisation_id: UUID) -> Iterable[TakeoutFile]:
        processes, efforts = _processes(organisation_id), _efforts(organisation_id)
        if processes or efforts:
            yield in_memory("planprosesser.xlsx", table(processes, efforts))
            yield in_memory("planprosesser.json", written(everything(organisation_id, processes, efforts)))

    def summary(self) -> str:
        return _("Planprosessene (planprosesser.xlsx og planprosesser.json)")

    def explanation(self) -> str:
        return _(
            "planprosesser.xlsx: prosessene, stegene, datoene, fristene dere har satt for hånd, mottakerne av "
            "varsel, bevisene for kunngjøring og dagsverkene som tabeller. planprosesser.json: det samme med "
            "historikk, tekster og fellesprosessene dere er med på. «plan_id» er planens «id» i planer.json, og "
            "«file_id» er filens «id» i arkiv.json. Prosessen til en fellesplan tas med av den som leder den. "
            "Finnes bare når en prosess er begynt."
        )


def _processes(organisation_id: UUID) -> list[Process]:
    rows = Process.objects.filter(plan__organisation_id=organisation_id)
    announced = Announcement.objects.prefetch_related(
        "recipients", Prefetch("proofs", Proof.objects.prefetch_related("sendings"))
    )
    return list(
        rows.select_related("plan", "lead", "common__collaboration")
        .prefetch_related("steps__owner", "dates__organisation", "overrides", "files")
        .prefetch_related(Prefetch("announcements", announced))
        .order_by("plan__sort_key", "made_at", "id")
    )


def _efforts(organisation_id: UUID) -> list[DemandEffort]:
    return list(DemandEffort.objects.filter(organisation_id=organisation_id).order_by("key"))


def everything(organisation_id: UUID, processes: Sequence[Process], efforts: Iterable[DemandEffort]) -> dict[str, Any]:
    files, history = _open_files(organisation_id, processes), _history([process.pk for process in processes])
    return {
        "format": FORMAT,
        "version": VERSION,
        "processes": [_process(process, files) | {"history": history[process.pk]} for process in processes],
        "common_processes": [_common(common) for common in _commons(organisation_id)],
        "demand_efforts": [told(effort, "organisation_id") for effort in efforts],
    }


def _process(process: Process, files: dict[UUID, str]) -> dict[str, Any]:
    return told(process, "version") | {
        "plan_name": process.plan.name,
        "lead": _name(process.lead),
        "steps": [_told(step) | {"owner": _name(step.owner)} for step in process.steps.all()],
        "dates": [_told(row) | {"organisation": _name(row.organisation)} for row in process.dates.all()],
        "overrides": [_told(row) for row in process.overrides.all()],
        "documents": [_told(row) | {"name": files.get(row.file_id)} for row in process.files.all()],
        "announcements": [_announcement(row, files) for row in process.announcements.all()],
    }


def _announcement(row: Announcement, files: dict[UUID, str]) -> dict[str, Any]:
    return told(row, "process_id", "version") | {
        "recipients": [told(each, "announcement_id") for each in row.recipients.all()],
        "proofs": [
            told(proof, "announcement_id")
            | {"file": files.get(proof.file_id) if proof.file_id else None}
            | {"letters": [told(each, "proof_id") for each in proof.sendings.all()]}
            for proof in row.proofs.all()
        ],
    }


def _told(row: Any) -> dict[str, Any]:
    return told(row, "process_id")


def _name(whose: Any) -> str | None:
    return whose.name if whose else None


def _commons(organisation_id: UUID) -> Iterable[CommonProcess]:
    """Of the collaborations it is a member of today: who has left one reads there no more."""
    mine = Member.objects.filter(organisation_id=organisation_id).values("collaboration")
    rows = CommonProcess.objects.kept().filter(collaboration__in=mine)
    return rows.select_related("collaboration").prefetch_related("steps").order_by("collaboration__name", "chain")


def _common(common: CommonProcess) -> dict[str, Any]:
    steps = [told(step, "common_id") for step in common.steps.all()]
    return told(common) | {"collaboration": common.collaboration.name, "steps": steps}


def _open_files(organisation_id: UUID, processes: Iterable[Process]) -> dict[UUID, str]:
    proofs = [proof for process in processes for row in process.announcements.all() for proof in row.proofs.all()]
    ids = {row.file_id for process in processes for row in process.files.all()} | {proof.file_id for proof in proofs}
    rows = File.objects.kept().filter(pk__in=ids - {None}, room__organisation_id=organisation_id)
    return dict(rows.filter(room__readers=RoomAudience.EVERYBODY).values_list("pk", "name"))


def _history(ids: Sequence[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for event in AuditEvent.objects.filter(subject_id__in=ids).order_by("made_at", "id"):
        line = {"at": event.made_at, "by": event.by_name, "verb": event.verb}
        found[event.subject_id].append(line | {"before": event.before, "after": event.after})
    return found


def table(processes: Iterable[Process], efforts: Iterable[DemandEffort]) -> bytes:
    """What is deleted is in planprosesser.json alone."""
    kept = [process for process in processes if process.deleted_at is None and process.plan.deleted_at is None]
    notices = [(_where(row.process, row.code), row) for process in kept for row in process.announcements.all()]
    plan, step, who = _("Plan"), _("Steg"), _("Ansvarlig")
    return workbook(
        [
            (_("Prosesser"), [plan, _("Løp"), _("Prosessleder"), _("Avsluttet"), "id"], map(_process_row, kept)),
            (
                _("Datoer"),
                [plan, step, _("Hva"), _("Runde"), _("Kommune"), _("Planlagt"), _("Skjedde"), _("Avtalt")],
                (_date_row(process, row) for process in kept for row in process.dates.all()),
            ),
            (
                _("Steg"),
                [plan, step, who, _("Hvem er med"), _("Notater"), _("Uker med arbeid"), _("Tatt ut fordi")],
                (_step_row(process, row) for process in kept for row in process.steps.all()),
            ),
            (
                _("Frister satt for hånd"),
                [plan, step, _("Bestemmelse"), _("Regnes fra"), _("Fristen er"), _("Fordi")],
                (
                    [*_where(process, row.code), row.provision, _day(row.counted_from), _day(row.day), row.because]
                    for process in kept
                    for row in process.overrides.all()
                ),
            ),
            (
                _("Mottakere"),
                [plan, step, _("Navn"), _("Adresse eller e-post")],
                ([*where, each.name, each.address] for where, row in notices for each in _recipients(row)),
            ),
            (
                _("Kunngjort"),
                [plan, step, _("Kanal"), _("Dato"), _("Hvor"), _("Kvittering"), _("Notert av")],
                (_proof_row(where, proof) for where, row in notices for proof in _proofs(row)),
            ),
            (_("Dagsverk"), [_("Krav"), _("Dagsverk")], ([effort.key, str(effort.days)] for effort in efforts)),
        ]
    )


def _recipients(row: Announcement) -> Iterator[Recipient]:
    yield from row.recipients.all()


def _proofs(row: Announcement) -> Iterator[Proof]:
    yield from (proof for proof in row.proofs.all() if proof.deleted_at is None)


def _where(process: Process, code: str) -> Cells:
    return [process.plan.name, step_name(process, code)]


def step_name(process: Process, code: str) -> str:
    """Of the law's course, or one of its own. `process.steps` is read as it was fetched."""
    known = chains()[process.chain].by_id.get(code)
    if known is not None:
        return known.name.said(law_language())
    return next((own.name for own in process.steps.all() if own.code == code), code)


def _process_row(process: Process) -> Cells:
    chain = chains()[process.chain].name.said(law_language())
    return [process.plan.name, chain, _name(process.lead) or "", _day(process.ended_on), str(process.pk)]


def _date_row(process: Process, row: StepDate) -> Cells:
    what = str(MARKS.get(row.mark, row.mark))
    settled = _("ja") if row.is_settled else ""
    about = [*_where(process, row.code), what, str(row.round), _name(row.organisation) or ""]
    return [*about, _day(row.planned_on), _day(row.happened_on), settled]


def _step_row(process: Process, row: Step) -> Cells:
    weeks = "" if row.weeks_of_work is None else str(row.weeks_of_work)
    words = [row.participants, row.notes, weeks, row.left_out_because]
    return [*_where(process, row.code), _name(row.owner) or "", *words]


def _proof_row(where: Cells, proof: Proof) -> Cells:
    channel = str(proof.get_channel_display())
    return [*where, channel, _day(proof.announced_on), proof.place, proof.receipt, proof.by_name]


def _day(day: date | None) -> str:
    return day.strftime("%d.%m.%Y") if day else ""


add_part(ProcessesPart())
