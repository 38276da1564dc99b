"""From what is agreed to the worksheets that make it."""

from uuid import UUID

from django.urls import reverse

from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.words import add_door


def door(collaboration_id: UUID, kind: AgreementKind) -> str:
    return reverse("worksheets", args=[collaboration_id])


add_door(door)
