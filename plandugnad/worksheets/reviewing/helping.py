"""«Hjalp det?»: asked three months after, answered by each alone, shown when all have or the owner closes it."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils import timezone

from plandugnad.engines.sheet.blocks import ScaleBlock
from plandugnad.worksheets.models import Revealed, Review, ScaleAnswer, Sheet
from plandugnad.worksheets.schemas import definition_of


def helped_scale(sheet: Sheet) -> ScaleBlock | None:
    """A region that has written the worksheet anew may have left it out."""
    return next((one for one in definition_of(sheet).blocks if isinstance(one, ScaleBlock)), None)


def is_shown(sheet: Sheet) -> bool:
    block = helped_scale(sheet)
    return block is not None and Revealed.objects.filter(sheet=sheet, block=block.id, round=1).exists()


def is_asked(review: Review, today: date | None = None) -> bool:
    """Since the day it is to be looked at again, and until the answers are shown. `today` is that of the demo."""
    day = review.sheet.review_on
    has_come = not review.is_open and day is not None and day <= (today or timezone.localdate())
    return has_come and helped_scale(review.sheet) is not None and not is_shown(review.sheet)


def answered(review: Review) -> set[UUID]:
    block = helped_scale(review.sheet)
    rows = (
        ScaleAnswer.objects.filter(sheet=review.sheet, block=block.id, round=1) if block else ScaleAnswer.objects.none()
    )
    return set(rows.values_list("person_id", flat=True))


def waits_for(review: Review, sitting: Collection[UUID], today: date | None = None) -> tuple[set[UUID], bool]:
    """Those of the panel who have not answered, and whether nobody has for the owner."""
    if not is_asked(review, today):
        return set(), False
    given, panel = answered(review), {one.person_id for one in review.panel.all()}
    return set(sitting) - given, not given - panel


def own_answer(sheet: Sheet, block: ScaleBlock, person_id: UUID) -> str:
    found = ScaleAnswer.objects.filter(sheet=sheet, block=block.id, round=1, person_id=person_id).first()
    return found.step if found else ""
