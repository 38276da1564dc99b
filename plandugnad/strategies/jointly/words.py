"""Why two plans may be one, in a sentence."""

from django.utils.translation import gettext as _

from plandugnad.engines.overlap import Overlap, Why
from plandugnad.plans.words.names import listed

_MOST = 3


def because(overlap: Overlap) -> str:
    for reason in overlap.reasons:
        if reason.why is Why.SAME_TITLE:
            return _("De heter det samme.")
        words = [f"«{one}»" if one == other or not other else f"«{one}» og «{other}»" for one, other in reason.words]
        words = [word for word in words if word != "«»"][:_MOST]
        if words and reason.why in (Why.SHARED_WORDS, Why.SHARED_THEMES):
            return _("De handler om det samme: %(words)s.") % {"words": listed(words)}
    return _("De ser ut til å handle om det samme.")
