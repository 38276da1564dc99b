"""From a common process into a process that begins: what is copied, so that a later change there changes nothing."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from plandugnad.processes.common.models import CommonProcess, CommonStep
from plandugnad.processes.common.newer import said_in
from plandugnad.processes.models import Process, Step, StepFile


def copies(steps: Sequence[CommonStep], process: Process) -> list[Step]:
    """Not saved. Nothing of the law's is left out by them: they only add."""
    return [
        Step(
            process=process,
            code=one.code,
            name=one.name,
            after=one.after,
            participants=one.participants,
            notes=one.notes,
            weeks_of_work=one.weeks_of_work,
        )
        for one in steps
    ]


def take_in(process: Process, common: CommonProcess) -> None:
    """The version the person saw, or nothing."""
    current = CommonProcess.objects.kept().filter(pk=common.pk, version=common.version).first()
    if current is None:
        raise ValidationError(_("Fellesprosessen er endret mens du så på siden. Se stegene som står nå, og begynn."))
    steps = list(current.steps.select_related("template"))
    Step.objects.bulk_create(copies(steps, process))
    StepFile.objects.bulk_create(
        StepFile(process=process, code=one.code, file=one.template)
        for one in steps
        if one.template and one.template.deleted_at is None
    )
    process.common, process.common_version, process.common_taken = current, current.version, said_in(current)
    process.save(update_fields=["common", "common_version", "common_taken"])
