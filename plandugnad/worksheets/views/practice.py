"""How each member does what is common, step by step."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plandugnad.core.pieces import Chip, Crumb
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.worksheets.practice_words import said_comparison
from plandugnad.worksheets.practices import compared
from plandugnad.worksheets.store import spoken
from plandugnad.worksheets.views.asked import asked

_DIFFERENT = "ulikt"


@require_safe
@signed_in
def practice(request: SignedInRequest, id: UUID) -> HttpResponse:
    found = asked(request, id)
    not_found_unless(found.abilities.can_compare)
    made = compared(found.sheet)
    not_found_unless(made is not None)
    assert made is not None
    said = said_comparison(made, spoken(get_language()))
    only_different = request.GET.get("vis") == _DIFFERENT
    chip = Chip(
        _("Bare det dere gjør ulikt"),
        "?" if only_different else f"?vis={_DIFFERENT}",
        only_different,
        len(said.differences),
    )
    about = {"said": said, "stages": said.different if only_different else said.stages, "chips": [chip]}
    return render(request, "worksheets/practice.html", found.about(Crumb(_("Slik gjør dere det"))) | about)
