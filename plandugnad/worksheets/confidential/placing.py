"""Each party's answer on the scale, alone; and all of them at once, when all have said yes to showing theirs.

Nothing says that somebody has answered, or has said yes: neither the history, the live room nor a moment on a page.
"""

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plandugnad.core.audit import SYSTEM, By
from plandugnad.engines.sheet.blocks import ScaleBlock
from plandugnad.worksheets.actions import locked_sheet, move_phase
from plandugnad.worksheets.answering import keep_answer
from plandugnad.worksheets.auditing import write_down
from plandugnad.worksheets.confidential.circle import awaits_party, parties_of
from plandugnad.worksheets.models import Phase, Revealed, ScaleAnswer, Sheet
from plandugnad.worksheets.schemas import definition_of
from plandugnad.worksheets.store import announce
from plandugnad.worksheets.telling import refresh_own, refresh_waiting


def scale_of(sheet: Sheet) -> ScaleBlock:
    """What it asks first. Raises StopIteration for a worksheet without a scale."""
    scales = (one for one in definition_of(sheet).blocks if isinstance(one, ScaleBlock))
    return next(one for one in scales if not one.like)


def asked_in(sheet: Sheet, round: int) -> ScaleBlock:
    """The words for the round: a scale like the first is what is asked later."""
    first = scale_of(sheet)
    blocks = definition_of(sheet).blocks
    again = (one for one in blocks if isinstance(one, ScaleBlock) and one.like == first.id)
    return first if round == 1 else next(again, first)


def round_now(sheet: Sheet) -> int:
    return Revealed.objects.filter(sheet=sheet, block=scale_of(sheet).id).count() + 1


@transaction.atomic
def place(by: By, sheet_id: UUID, round: int, step: str, signs: Collection[str]) -> None:
    """A new answer is hers alone, also where she had said yes to showing the one before."""
    sheet = locked_sheet(sheet_id)
    block = scale_of(sheet)
    if round != round_now(sheet):
        raise ValidationError(_("Svarene i denne runden er vist. Last siden på nytt for å svare igjen."))
    keep_answer(sheet, block, _id(by), step, signs, round=round)
    refresh_own(sheet, by)


@transaction.atomic
def take_answer_back(by: By, sheet_id: UUID) -> None:
    """Before it has been shown."""
    sheet = locked_sheet(sheet_id)
    _own(by, sheet).delete()
    refresh_own(sheet, by)


@transaction.atomic
def agree_to_show(by: By, sheet_id: UUID, *, says_yes: bool, expected: int) -> bool:
    """Whether all are shown now. `expected` is the version she saw, and with it those who would see her answer."""
    sheet = locked_sheet(sheet_id, expected if says_yes else None)
    own = _own(by, sheet)
    own.agrees_to_show = says_yes
    own.save(update_fields=["agrees_to_show"])
    if not _all_agree(sheet):
        return False
    _reveal(sheet)
    refresh_waiting(sheet, by)
    return True


def _id(by: By) -> UUID:
    assert by.id is not None
    return by.id


def _own(by: By, sheet: Sheet) -> ScaleAnswer:
    now = ScaleAnswer.objects.filter(sheet=sheet, block=scale_of(sheet).id, round=round_now(sheet))
    own = now.filter(person_id=_id(by)).first()
    if own is None:
        raise ValidationError(_("Svar først, og si så om du vil vise svaret."))
    return own


def _all_agree(sheet: Sheet) -> bool:
    parties = {one.person_id for one in parties_of(sheet)}
    answers = ScaleAnswer.objects.filter(sheet=sheet, block=scale_of(sheet).id, round=round_now(sheet))
    agreeing = set(answers.filter(agrees_to_show=True).values_list("person_id", flat=True))
    return len(parties) > 1 and parties <= agreeing and not awaits_party(sheet)


def _reveal(sheet: Sheet) -> None:
    """By nobody: whoever was the last to say yes is not told of."""
    Revealed.objects.create(sheet=sheet, block=scale_of(sheet).id, round=round_now(sheet))
    write_down(SYSTEM, "sheet.shown", sheet)
    if sheet.phase == Phase.INDIVIDUAL:
        following = [one.value for one in definition_of(sheet).phases if one.value != Phase.INDIVIDUAL]
        move_phase(SYSTEM, sheet.id, Phase(following[0]), sheet.version)
    announce(sheet, "answers")
