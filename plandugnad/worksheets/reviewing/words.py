"""A review in words for a file: the same as the strip says on the page."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from plandugnad.core.marks import written_day
from plandugnad.worksheets.models import Panellist
from plandugnad.worksheets.reviewing.guiding import marked
from plandugnad.worksheets.reviewing.queries import Strip


def facts_of(strip: Strip | None, language: str) -> Sequence[tuple[str, str]]:
    if strip is None or strip.review is None:
        return ()
    review = strip.review
    with override(language):
        told = [
            (_("Sakseier"), review.owner.name),
            (_("Svar innen"), written_day(review.due_on)),
            (_("Svar"), capfirst(str(review.get_form_display()))),
            (_("Plan"), strip.plan.name if strip.plan else ""),
            (_("Vedlegg"), ", ".join(one.name for one in strip.files)),
            (_("Panelet"), "; ".join(map(_seat, strip.panel))),
        ]
    return [(label, words) for label, words in told if words]


def _seat(one: Panellist) -> str:
    place = one.organisation.body_name
    said = _("har levert") if one.delivered_at else _("har sagt ja") if one.accepted_at else _("er spurt")
    return f"{one.person}, {marked(place) if one.guides else place}: {said}"
