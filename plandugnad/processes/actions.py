"""What people do with how a plan is made. Each is one transaction with its history; the caller has asked `access`."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.accounts.models import Person
from plandugnad.archive.models import File
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent
from plandugnad.engines.statute import Refused, chains
from plandugnad.engines.statute.chains import CLOSED, DONE
from plandugnad.plans.models import Plan
from plandugnad.processes import telling
from plandugnad.processes.casing import case_of
from plandugnad.processes.common.models import CommonProcess
from plandugnad.processes.common.taking import take_in
from plandugnad.processes.dates import NO_DATES, Dates, Place, changed, kept_dates, place_of
from plandugnad.processes.models import DeadlineOverride, Process, Step, StepDate, StepFile
from plandugnad.processes.words import law_language
from plandugnad.projections.filling import refresh


class DatesChangedMeanwhile(Exception):
    """Somebody set one of these dates after this person opened the page. Holds what stands now, so nothing is lost."""

    def __init__(self, stands: Mapping[Place, Dates], by_name: str = "") -> None:
        super().__init__(_("Noen andre har endret datoen mens du skrev."))
        self.stands = stands
        self.by_name = by_name


class DeadlineChangedMeanwhile(Exception):
    """Somebody else set this deadline meanwhile. Holds what stands now; None where the law's own counting does."""

    def __init__(self, stands: DeadlineOverride | None, by_name: str = "") -> None:
        super().__init__(_("Noen andre har endret fristen mens du holdt på."))
        self.stands = stands
        self.by_name = by_name


class HandoverChangedMeanwhile(Exception):
    """Somebody else wrote to the successor meanwhile. Holds what stands now."""

    def __init__(self, stands: str, by_name: str = "") -> None:
        super().__init__(_("Noen andre har skrevet her mens du holdt på."))
        self.stands = stands
        self.by_name = by_name


@transaction.atomic
def begin_process(
    by: By,
    plan: Plan,
    chain_id: str,
    choices: Mapping[str, bool],
    dates: Mapping[Place, Dates],
    *,
    lead_id: UUID | None = None,
    id: UUID | None = None,
    common: CommonProcess | None = None,
) -> Process:
    """`common` is what the region has agreed on, which is copied. With the `id` its form was given, a form sent twice
    begins one process."""
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if id is not None and (made := Process.objects.filter(pk=id, plan=plan).first()):
        return made
    if Process.objects.running().filter(plan=plan).exists():
        raise ValidationError(_("Planen har en prosess som ikke er avsluttet. Avslutt den, eller fortsett på den."))
    process = Process(
        plan=plan, chain=chains()[chain_id].id, choices=dict(choices), lead_id=lead_id, **({"id": id} if id else {})
    )
    _refuse_contradictions(process, dates)
    process.save(force_insert=True)
    write(process, dates)
    after = {"chain": chain_id, "choices": dict(choices), "dates": kept(dates)}
    if common is not None:
        take_in(process, common)
        after["common"] = common.collaboration.name
    record(by, "process_begun", process, after=after)
    return process


@transaction.atomic
def set_dates(
    by: By,
    process: Process,
    changes: Mapping[Place, Dates],
    *,
    seen: Mapping[Place, Dates] | None = None,
    verb: str = "process_dates_set",
) -> None:
    """Sets or takes away dates. `seen` are those the person had before them; others' work is not overwritten.

    Raises ValidationError when the dates contradict each other, for example an end before its beginning.
    """
    current = locked(process)
    stands = kept_dates(current.dates.all())
    if seen is not None and (
        other := {
            place: stands.get(place, NO_DATES)
            for place in changes
            if stands.get(place, NO_DATES) != seen.get(place, NO_DATES)
        }
    ):
        raise DatesChangedMeanwhile(other, _last_changed_by(current))
    real = {place: new for place, new in changes.items() if stands.get(place, NO_DATES) != new}
    if not real:
        return
    _refuse_contradictions(current, changed(stands, real))
    write(current, real)
    touch(current)
    before = {place: stands.get(place, NO_DATES) for place in real}
    record(by, verb, current, before={"dates": kept(before)}, after={"dates": kept(real)})


def undo_dates(by: By, process: Process, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Puts back the dates as they were, from the two sides of an event, unless somebody has set them anew since."""
    was, became = (
        {Place.read(key): Dates.from_json(kept) for key, kept in (side.get("dates") or {}).items()}
        for side in (before, after)
    )
    set_dates(by, process, was, seen=became, verb="process_dates_undone")


@transaction.atomic
def set_choices(
    by: By, process: Process, choices: Mapping[str, bool], *, seen: Mapping[str, bool] | None = None
) -> None:
    """`seen` are the choices the person had before them; others' work is not overwritten."""
    current = locked(process)
    if dict(choices) == current.choices:
        return
    if seen is not None and _yes(seen) != _yes(current.choices):
        raise ValidationError(_("Noen andre har endret valgene mens du holdt på. Se hva som står nå, og velg igjen."))
    before, current.choices = current.choices, dict(choices)
    _refuse_contradictions(current, kept_dates(current.dates.all()))
    touch(current, "choices")
    record(by, "process_choices_set", current, before={"choices": before}, after={"choices": dict(choices)})


@transaction.atomic
def describe_step(by: By, process: Process, code: str, values: Mapping[str, Any]) -> Step:
    """`values`: owner_id, participants, notes, weeks_of_work, left_out_because, and the name of an own step."""
    current = locked(process)
    step = current.steps.filter(code=code).first() or Step(process=current, code=code)
    before = {name: getattr(step, name) for name in values}
    if before == dict(values):
        return step
    for name, value in values.items():
        setattr(step, name, value)
    step.save()
    touch(current)
    record(by, "process_step_described", current, before={code: plain(before)}, after={code: plain(values)})
    return step


@transaction.atomic
def add_own_step(by: By, process: Process, name: str, after: str, *, id: UUID | None = None) -> Step:
    """A step the municipality has beside those of the law, placed after another. Sent twice, it is one step."""
    current = locked(process)
    if id is not None and (made := current.steps.filter(pk=id).first()):
        return made
    taken = set(current.steps.values_list("code", flat=True))
    code = next(code for number in range(1, len(taken) + 2) if (code := f"{OWN}{number}") not in taken)
    step = Step(process=current, code=code, name=name, after=after, **({"id": id} if id else {}))
    step.save(force_insert=True)
    touch(current)
    record(by, "process_step_added", current, after={code: {"name": name, "after": after}})
    return step


@transaction.atomic
def remove_own_step(by: By, process: Process, code: str) -> None:
    current = locked(process)
    step = current.steps.filter(code=code).exclude(name="").first()
    if step is None:
        return
    following, dates = current.steps.filter(after=code), current.dates.filter(code=code)
    files = current.files.filter(code=code)
    gone = {
        "step": plain({name: getattr(step, name) for name in SAID_OF_OWN}),
        "following": list(following.values_list("code", flat=True)),
        "dates": kept(kept_dates(dates)),
        "files": [str(id) for id in files.values_list("file_id", flat=True)],
    }
    following.update(after=step.after)
    dates.delete()
    files.delete()
    step.delete()
    touch(current)
    record(by, "process_step_removed", current, before={code: gone})


@transaction.atomic
def return_own_step(by: By, process: Process, code: str, gone: Mapping[str, Any]) -> None:
    """As it was when it was removed, with its dates and documents."""
    current = locked(process)
    if current.steps.filter(code=code).exists():
        raise ValidationError(_("Det er lagt til et nytt steg siden. Legg steget til på nytt."))
    said = dict(gone["step"])
    if said["owner_id"] and not Person.objects.filter(pk=said["owner_id"]).exists():
        said["owner_id"] = None
    Step.objects.create(process=current, code=code, **said)
    current.steps.filter(code__in=gone["following"]).update(after=code)
    write(current, {Place.read(key): Dates.from_json(kept) for key, kept in gone["dates"].items()})
    there = File.objects.filter(pk__in=gone["files"]).values_list("pk", flat=True)
    StepFile.objects.bulk_create(StepFile(process=current, code=code, file_id=id) for id in there)
    touch(current)
    record(by, "process_step_added", current, after={code: {"name": said["name"], "after": said["after"]}})


@transaction.atomic
def override_deadline(
    by: By,
    process: Process,
    code: str,
    provision: str,
    day: date | None,
    because: str,
    *,
    counted_from: date | None = None,
    seen: str | None = None,
) -> None:
    """Sets a deadline by hand, with the reason that is shown; with no day the law's own counting holds again.

    `counted_from` says in which round: None is all. `seen` is the day by hand the person saw, '' for none (`iso`).
    """
    current = locked(process)
    rows = DeadlineOverride.objects.filter(process=current, code=code, provision=provision, counted_from=counted_from)
    before = rows.first()
    if seen is not None and seen != iso(before.day if before else None):
        raise DeadlineChangedMeanwhile(before, _last_changed_by(current))
    if day is None:
        if before is None:
            return
        rows.delete()
    elif not because.strip():
        raise ValidationError({"because": _("Skriv hvorfor fristen er en annen enn den loven gir.")})
    else:
        DeadlineOverride.objects.update_or_create(
            process=current,
            code=code,
            provision=provision,
            counted_from=counted_from,
            defaults={"day": day, "because": because},
        )
    touch(current)
    about = {"code": code, "provision": provision, "counted_from": iso(counted_from) or None}
    record(
        by, "process_deadline_set", current,
        before=about | _by_hand(before.day if before else None, before.because if before else ""),
        after=about | _by_hand(day, because),
    )  # fmt: skip


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _by_hand(day: date | None, because: str) -> dict[str, Any]:
    return {"day": day.isoformat() if day else None, "because": because if day else ""}


@transaction.atomic
def write_handover(by: By, process: Process, text: str, *, seen: str | None = None) -> None:
    """Raises HandoverChangedMeanwhile when it is no longer what the person began from. History keeps both texts."""
    current = locked(process)
    if current.handover == text:
        return
    if seen is not None and current.handover != seen:
        raise HandoverChangedMeanwhile(current.handover, _last_changed_by(current))
    before, current.handover = current.handover, text
    touch(current, "handover")
    record(by, "process_handover_written", current, before={"handover": before}, after={"handover": text})


@transaction.atomic
def link_file(by: By, process: Process, code: str, file: File) -> None:
    current = locked(process)
    _row, is_new = StepFile.objects.get_or_create(process=current, code=code, file=file)
    if is_new:
        touch(current)
        record(by, "process_file_linked", current, after={"code": code, "file": str(file.pk)})


@transaction.atomic
def unlink_file(by: By, process: Process, code: str, file: File) -> None:
    """The file lies in the archive as before."""
    current = locked(process)
    if current.files.filter(code=code, file=file).delete()[0]:
        touch(current)
        record(by, "process_file_unlinked", current, before={"code": code, "file": str(file.pk)})


@transaction.atomic
def end_process(by: By, process: Process, day: date | None) -> None:
    """Ends it, or with no day takes it up again."""
    current = locked(process)
    if current.ended_on == day:
        return
    current.ended_on = day
    try:
        with transaction.atomic():
            touch(current, "ended_on")
    except IntegrityError as error:
        raise ValidationError(_("Planen har fått en ny prosess. Avslutt den først.")) from error
    record(by, "process_ended" if day else "process_taken_up", current)


@transaction.atomic
def delete_process(by: By, process: Process) -> None:
    if Process.objects.kept().filter(pk=process.pk).update(deleted_at=timezone.now()):
        record(by, "process_deleted", process)


@transaction.atomic
def undelete_process(by: By, process: Process) -> None:
    if Process.objects.running().filter(plan=process.plan_id).exists():
        raise ValidationError(_("Planen har fått en ny prosess. Avslutt den først."))
    if Process.objects.filter(pk=process.pk, deleted_at__isnull=False).update(deleted_at=None):
        record(by, "process_undeleted", process)


OWN = "egen-"
SAID_OF_OWN = ("name", "after", "owner_id", "participants", "notes", "weeks_of_work", "left_out_because")


def _yes(choices: Mapping[str, bool]) -> set[str]:
    return {name for name, yes in choices.items() if yes}


def _refuse_contradictions(process: Process, dates: Mapping[Place, Dates]) -> None:
    begun = {(place.code, place.round) for place, kept_here in dates.items() if place.mark == DONE and kept_here.day}
    for place, kept_here in dates.items():
        is_end = place.mark == CLOSED and place.round > 1 and kept_here.day
        if is_end and (place.code, place.round) not in begun:
            raise ValidationError(
                _("Runde %(round)s har en slutt, men ingen begynnelse. Skriv også når runden begynner.")
                % {"round": place.round}
            )
    try:
        case_of(process, timezone.localdate(), dates)
    except Refused as refused:
        raise ValidationError(refused.sentence(law_language())) from refused


def write(process: Process, dates: Mapping[Place, Dates]) -> None:
    rows = {place_of(row): row for row in process.dates.all()}
    for place, new in dates.items():
        row = rows.get(place)
        if new.day is None:
            if row is not None:
                row.delete()
            continue
        row = row or StepDate(
            process=process,
            code=place.code,
            mark=place.mark,
            round=place.round,
            organisation_id=place.organisation,
        )
        row.planned_on, row.happened_on, row.is_settled = new.planned_on, new.happened_on, new.is_settled
        row.save()


def locked(process: Process) -> Process:
    return Process.objects.select_for_update(of=("self",), no_key=True).select_related("plan").get(pk=process.pk)


def touch(process: Process, *fields: str) -> None:
    process.version += 1
    process.save(update_fields=["version", *fields])


def _last_changed_by(process: Process) -> str:
    last = AuditEvent.objects.filter(subject_id=process.pk).first()
    return last.by_name if last else ""


def kept(dates: Mapping[Place, Dates]) -> dict[str, Any]:
    return {place.key: kept.as_json() for place, kept in dates.items()}


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, UUID) else value for name, value in values.items()}


def record(by: By, verb: str, process: Process, **about: Any) -> None:
    audit.record(by, verb, process, organisation_id=process.plan.organisation_id, **about)
    refresh(telling.ProcessSource.key, [process.pk], by)
    telling.tell_of(by, verb, process)
