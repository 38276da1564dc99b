"""What people do with a consultation itself. Each is one transaction with its history."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from plandugnad.consultations.models import Consultation
from plandugnad.consultations.queries import days_of_step
from plandugnad.consultations.telling import record
from plandugnad.core.audit import By
from plandugnad.processes.models import Process


@transaction.atomic
def make_consultation(
    by: By, process: Process, code: str, values: Mapping[str, Any] | None = None, round: int = 1, id: UUID | None = None
) -> Consultation:
    """The one of this step and round, made if it is not there: two who make it at once make one."""
    Process.objects.select_for_update(of=("self",), no_key=True).get(pk=process.pk)
    if standing := Consultation.objects.kept().filter(process=process, code=code, round=round).first():
        return standing
    opens_on, closes_on = days_of_step(process, code, round)
    if opens_on and closes_on and closes_on < opens_on:
        closes_on = None
    days = {"opens_on": opens_on, "closes_on": closes_on}
    given = days | dict(values or {}) | ({"id": id} if id else {})
    made = Consultation.objects.create(process=process, code=code, round=round, **given)
    record(by, "consultation_made", made, after={"step": code, "round": round})
    return made
