"""From what is agreed to the worksheets that make it."""

from uuid import UUID

from django.urls import reverse

from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.words import add_door
from plandugnad.worksheets.publishing import sheet_kind


def door(collaboration_id: UUID, kind: AgreementKind) -> str:
    return f"{reverse('worksheets', args=[collaboration_id])}#ark-{sheet_kind(kind)}"


add_door(door)
