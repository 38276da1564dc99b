from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.core.audit import By
from plandugnad.meetings.actions.recording import of_body
from plandugnad.meetings.kinds import BodyKind
from plandugnad.meetings.models import Body, Place, columns_of


@transaction.atomic
def make_body(by: By, place: Place, name: str, kind: str) -> Body:
    body = Body(name=name, kind=kind, **columns_of(place))
    _save(body)
    of_body(by, "body_made", body, after=_state(body))
    return body


@transaction.atomic
def change_body(by: By, body: Body, name: str, kind: str) -> None:
    before = _state(body)
    body.name, body.kind = name, kind
    if _state(body) == before:
        return
    _save(body)
    of_body(by, "body_changed", body, before=before, after=_state(body))


@transaction.atomic
def delete_body(by: By, body: Body) -> None:
    """Out of sight with its meetings; `undelete_body` brings all of it back."""
    if Body.objects.kept().filter(pk=body.pk).update(deleted_at=timezone.now()):
        of_body(by, "body_deleted", body)


@transaction.atomic
def undelete_body(by: By, body: Body) -> None:
    if body.deleted_at is None:
        return
    body.deleted_at = None
    _save(body)
    of_body(by, "body_undeleted", body)


def _save(body: Body) -> None:
    try:
        with transaction.atomic():
            body.save()
    except IntegrityError:
        said = _("Det finnes et utvalg med dette navnet fra før: %(name)s.") % {"name": body.name}
        raise ValidationError({"name": said}) from None


def _state(body: Body) -> dict[str, Any]:
    return {"name": body.name, "kind": BodyKind(body.kind).value}
