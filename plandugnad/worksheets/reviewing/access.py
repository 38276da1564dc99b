"""Who may do what in a review, beyond what she may in its sheet."""

from dataclasses import dataclass

from plandugnad.regions.actor import Actor
from plandugnad.worksheets.access import SheetAbilities
from plandugnad.worksheets.models import REVIEW, Panellist, Review, Sheet


@dataclass(frozen=True)
class ReviewAbilities:
    """`can_request`: write down what is asked for. `owns`: choose the panel, summarise and finish. `asked` is her own
    place on the panel, answered or not; `sits` says that she has said yes.
    """

    can_request: bool = False
    owns: bool = False
    asked: Panellist | None = None
    sits: bool = False

    @property
    def can_say_if_it_helped(self) -> bool:
        return self.owns or self.sits


def is_review(sheet: Sheet) -> bool:
    return sheet.kind == REVIEW and sheet.collaboration_id is not None and not sheet.is_private


def review_of(sheet: Sheet) -> Review | None:
    if not is_review(sheet):
        return None
    review = Review.objects.select_related("owner", "plan", "meeting__body").filter(sheet=sheet).first()
    if review:
        review.sheet = sheet
    return review


def review_abilities(actor: Actor, sheet: Sheet, abilities: SheetAbilities, review: Review | None) -> ReviewAbilities:
    """Until somebody has said whose the case is, any who works in the collaboration may; then its owner's people."""
    if not is_review(sheet) or not abilities.can_see:
        return ReviewAbilities()
    works = abilities.can_write
    if review is None:
        return ReviewAbilities(can_request=works)
    owns = works and review.owner_id in actor.writes
    asked = None
    if not owns and actor.person_id:
        rows = review.panel.filter(person_id=actor.person_id, organisation_id__in=actor.inside)
        asked = rows.select_related("organisation").first()
    sits = asked is not None and asked.accepted_at is not None
    return ReviewAbilities(can_request=owns, owns=owns, asked=asked, sits=sits)
