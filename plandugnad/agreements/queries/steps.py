"""The steps of a common planning process as a worksheet has them now, and as it has had them before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from plandugnad.agreements.kinds import AgreementKind, Stage
from plandugnad.agreements.models import AgreedStep, Agreement
from plandugnad.regions.models import Collaboration


@dataclass(frozen=True)
class StepNow:
    """`before`: the same row in each version that came before the one that stands. `is_ended`: it is taken out."""

    id: UUID
    said: Mapping[str, Any]
    before: list[Mapping[str, Any]]
    is_ended: bool


def steps_for(collaboration: Collaboration, chain: str) -> list[StepNow]:
    """Of the worksheet for this course of the law's, else of the one for all of them. Three queries."""
    agreement = _agreement(collaboration, chain)
    if agreement is None:
        return []
    before: dict[str, list[Mapping[str, Any]]] = {}
    for content in agreement.versions.filter(number__lt=agreement.version).values_list("content", flat=True):
        for row in content["rows"]:
            before.setdefault(row["item"], []).append(row)
    rows = AgreedStep.objects.filter(agreement=agreement).order_by("order", "id")
    return [_step(row, before.get(row.item, [])) for row in rows]


def _agreement(collaboration: Collaboration, chain: str) -> Agreement | None:
    rows = Agreement.objects.standing().filter(
        collaboration=collaboration, kind=AgreementKind.PROCESS, part__in=("", chain)
    )
    return rows.order_by("-part").first()


def _step(row: AgreedStep, before: list[Mapping[str, Any]]) -> StepNow:
    names = ("name", "stage", "law", "participants", "what", "documents", "clarification", "weeks")
    return StepNow(row.pk, {name: getattr(row, name) for name in names}, before, row.ended_at is not None)


STAGES = [stage.value for stage in Stage]
