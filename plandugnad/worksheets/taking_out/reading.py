"""What stands in a sheet, read for a file of it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from plandugnad.core.papers.pieces import Grid
from plandugnad.engines.sheet.projection import project
from plandugnad.worksheets.adopting import yeses_of
from plandugnad.worksheets.answering import shown_spreads
from plandugnad.worksheets.models import Document, Sheet
from plandugnad.worksheets.parties import names_in
from plandugnad.worksheets.schemas import definition_of, left_out
from plandugnad.worksheets.store import open_document
from plandugnad.worksheets.taking_out.content import About, Adopted, Content
from plandugnad.worksheets.votes import votes_of

NOBODY = UUID(int=0)


def _adopted(sheet: Sheet, language: str) -> Sequence[Adopted]:
    """Whose yes is to something older is told of as well: without it, it would read as if they never had said it."""
    with override(language):
        this, older = _("det som står her"), _("en eldre versjon")
    found = []
    for one in yeses_of(sheet):
        if adoption := one.adoption or one.older:
            which = this if one.adoption else older
            found.append(Adopted(one.organisation.name, which, adoption.adopted_on, adoption.note))
    return found


def content_of(
    document: Document,
    language: str,
    person_id: UUID = NOBODY,
    compared: Mapping[str, Grid] | None = None,
    facts: Sequence[tuple[str, str]] = (),
) -> Content:
    """`document.sheet` as the caller has it. Sums of votes are there once the phase is over."""
    sheet = document.sheet
    rows = project(open_document(document))
    votes = {} if document.organisation_id else votes_of(sheet, person_id)
    place, phase = sheet.place, str(sheet.get_phase_display())
    return Content(
        About(sheet.name, place.name, language, timezone.localdate(), phase, place.is_example),
        definition_of(sheet),
        rows,
        _adopted(sheet, language),
        sheet.review_on,
        {item: number for one in votes.values() for item, number in (one.sums or {}).items()},
        answers=shown_spreads([sheet.id]).get(sheet.id, {}),
        facts=facts,
        left_out=left_out(sheet, is_alone=document.organisation_id is not None),
        compared=compared or {},
        name_of=names_in(rows, sheet),
    )
