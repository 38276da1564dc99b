"""What has been agreed, point by point, and what each council has decided. The caller asks `access`."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.core.models import StoredFile
from plandugnad.engines.tables.when import When
from plandugnad.projections.activity import tell
from plandugnad.projections.filling import refresh
from plandugnad.regions import keys, telling
from plandugnad.regions.agreement import items_of
from plandugnad.regions.models import AgreementPoint, Collaboration, Mandate, Member


@transaction.atomic
def settle_point(
    by: By, collaboration: Collaboration, code: str, *, is_settled: bool, note: str = "", reference: str = ""
) -> AgreementPoint:
    """A point of the form the collaboration has now. Those of another form keep what was said of them."""
    locked = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    if code not in {item.code for item in items_of(locked.form)}:
        raise ValidationError(_("Punktet hører ikke til formen samarbeidet har nå. Åpne siden på nytt."))
    point = AgreementPoint.objects.filter(collaboration=locked, code=code).first()
    point = point or AgreementPoint(collaboration=locked, code=code)
    before, after = _said(point), {"is_settled": is_settled, "note": note, "reference": reference}
    if before == after:
        return point
    point.is_settled, point.note, point.reference = is_settled, note, reference
    point.save()
    audit.record(by, "point_changed", locked, before={"code": code} | before, after={"code": code} | after)
    _tell(by, "point_settled" if is_settled else "point_changed", locked, "agreement")
    return point


def _said(point: AgreementPoint) -> dict[str, Any]:
    return {"is_settled": point.is_settled, "note": point.note, "reference": point.reference}


@transaction.atomic
def add_mandate(
    by: By,
    member: Member,
    *,
    decided: When,
    case_reference: str = "",
    address: str = "",
    file: StoredFile | None = None,
    file_name: str = "",
    says: str = "",
) -> Mandate:
    mandate = Mandate.objects.create(
        collaboration_id=member.collaboration_id,
        organisation_id=member.organisation_id,
        decided=decided,
        case_reference=case_reference,
        address=address,
        file=file,
        file_name=file_name if file else "",
        says=says,
    )
    _record(by, "mandate_added", mandate)
    return mandate


@transaction.atomic
def remove_mandate(by: By, mandate: Mandate) -> None:
    if Mandate.objects.filter(pk=mandate.pk, removed_at=None).update(removed_at=timezone.now()):
        _record(by, "mandate_removed", mandate)


@transaction.atomic
def bring_back_mandate(by: By, mandate: Mandate) -> None:
    if Mandate.objects.filter(pk=mandate.pk, removed_at__isnull=False).update(removed_at=None):
        _record(by, "mandate_returned", mandate)


def _record(by: By, verb: str, mandate: Mandate) -> None:
    about = {"organisation": mandate.organisation.name, "decided": mandate.decided.iso if mandate.decided else ""}
    collaboration = mandate.collaboration
    audit.record(by, verb, collaboration, organisation_id=mandate.organisation_id, after=about)
    refresh(telling.CollaborationSource.key, [collaboration.id], by)
    tell(by, verb, [telling.about_mandate(mandate)], [keys.workers_of(collaboration.id)])


def _tell(by: By, verb: str, collaboration: Collaboration, page: str) -> None:
    tell(by, verb, [telling.about(collaboration, page)], [keys.workers_of(collaboration.id)])
