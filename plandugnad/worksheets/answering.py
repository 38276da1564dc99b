"""Answers on a scale: each person's own, until a round of them is shown."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from plandugnad.engines.sheet.blocks import ScaleBlock
from plandugnad.worksheets.models import Revealed, ScaleAnswer, Sheet


def keep_answer(
    sheet: Sheet, block: ScaleBlock, person_id: UUID, step: str, signs: Collection[str] = (), *, round: int = 1
) -> None:
    """Hers alone, also where she had said yes to showing the one before. The caller has asked whether it is open."""
    known = {sign.id for one in block.steps for sign in one.signs}
    if step not in {one.id for one in block.steps} or not set(signs) <= known:
        raise ValidationError(_("Velg et av trinnene på siden."))
    ScaleAnswer.objects.update_or_create(
        sheet=sheet,
        block=block.id,
        round=round,
        person_id=person_id,
        defaults={"step": step, "signs": sorted(set(signs)), "agrees_to_show": False},
    )


def shown_spreads(sheets: Collection[UUID]) -> Mapping[UUID, Mapping[str, Mapping[str, int]]]:
    """Sheet → block → step → how many, of the first round where it has been shown: never who."""
    shown = Revealed.objects.filter(sheet=OuterRef("sheet"), block=OuterRef("block"), round=1)
    rows = ScaleAnswer.objects.filter(Exists(shown), sheet__in=sheets, round=1)
    found: dict[UUID, dict[str, dict[str, int]]] = {}
    for sheet, block, step, number in rows.values_list("sheet", "block", "step").annotate(Count("id")):
        found.setdefault(sheet, {}).setdefault(block, {})[step] = number
    return found
