"""What every page about a review is asked for, checked once."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from plandugnad.core.pieces import Crumb
from plandugnad.regions.http import SignedInRequest, not_found_unless
from plandugnad.regions.models import Collaboration
from plandugnad.worksheets.actions import document_for
from plandugnad.worksheets.models import Document, Review, Sheet
from plandugnad.worksheets.reviewing.access import ReviewAbilities, is_review, review_abilities, review_of
from plandugnad.worksheets.store import spoken
from plandugnad.worksheets.views.asked import Asked, asked


@dataclass(frozen=True)
class AskedReview:
    found: Asked
    review: Review
    can: ReviewAbilities
    language: str

    @property
    def request(self) -> SignedInRequest:
        return self.found.request

    @property
    def sheet(self) -> Sheet:
        return self.found.sheet

    @property
    def place(self) -> Collaboration:
        assert self.found.sheet.collaboration is not None
        return self.found.sheet.collaboration

    @property
    def document(self) -> Document:
        document = document_for(self.sheet, None)
        document.sheet = self.sheet
        return document

    def about(self, title: str) -> dict[str, Any]:
        return self.found.about(Crumb(title)) | {"review": self.review, "can": self.can}

    def back(self) -> HttpResponse:
        return redirect(self.found.sheet_address)


def asked_sheet(request: SignedInRequest, id: UUID) -> tuple[Asked, Review | None, ReviewAbilities]:
    found = asked(request, id)
    not_found_unless(is_review(found.sheet))
    review = review_of(found.sheet)
    return found, review, review_abilities(request.actor, found.sheet, found.abilities, review)


def asked_review(request: SignedInRequest, id: UUID) -> AskedReview:
    found, review, can = asked_sheet(request, id)
    not_found_unless(review is not None)
    assert review is not None
    return AskedReview(found, review, can, spoken(get_language()))
