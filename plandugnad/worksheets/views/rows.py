"""What the browser's part of a sheet asks for and sends that is no part of the document: votes. Of anonymous cards
it is told the reader's own."""

import re
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.worksheets.anonymous import own_cards
from plandugnad.worksheets.views.asked import Asked, asked
from plandugnad.worksheets.votes import vote, votes_of


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def rows(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = asked(request, id)
    if request.method == "POST":
        not_found_unless(found.abilities.can_write)
        sent = _sent(request)
        if sent is None:
            return _refused(_("Stemmen kom ikke hel fram. Last siden på nytt, og prøv igjen."))
        try:
            vote(id, request.user.pk, *sent)
        except ValidationError as error:
            return _refused(" ".join(error.messages))
    return JsonResponse(_rows(found))


def _rows(found: Asked) -> dict[str, Any]:
    votes = votes_of(found.sheet, found.request.user.pk)
    return {
        "votes": {
            name: {
                item: {"mine": one.mine.get(item, 0), "all": None if one.sums is None else one.sums.get(item, 0)}
                for item in sorted({*one.mine, *(one.sums or {})})
            }
            for name, one in votes.items()
        },
        "left": {name: one.left for name, one in votes.items()},
        "voters": {name: one.voters for name, one in votes.items()},
        "cards": {
            block: [{"id": str(one.id), "text": one.text} for one in cards]
            for block, cards in own_cards(found.sheet, found.request.user.pk).items()
        },
    }


def _sent(request: SignedInRequest) -> tuple[str, str, int] | None:
    block, item, number = (request.POST.get(name, "") for name in ("block", "item", "number"))
    if not (block and 0 < len(item) <= 40 and re.fullmatch(r"[0-9]{1,3}", number)):
        return None
    return block, item, int(number)


def _refused(sentence: str) -> HttpResponse:
    return JsonResponse({"sentence": sentence}, status=422)
