"""What is done when a rule is not kept: from a quiet conversation up to the steering group. Pure.

Ostrom's fifth principle: the response grows with what has not been settled, and begins small.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from plandugnad.core.pieces import Words


@dataclass(frozen=True)
class Response:
    name: Words
    advice: Words
    agreed: str = ""  # what the collaboration itself has agreed to do at this step


_CONVERSATION = (
    _("En rolig samtale"),
    _("Ta det opp med den det gjelder, bare dere to, og spør hva som skjedde. Som regel er det nok."),
)
_MEETING = (
    _("Ta det opp i gruppen"),
    _("Sett regelen på sakslisten til neste møte. Snakk om regelen og arbeidsmåten, ikke om personen."),
)
_LEADERS = (
    _("Ta det med lederne"),
    _("Koordinatoren tar det med planlederne: trengs det tid, folk eller en annen regel?"),
)
_STEERING = (
    _("Ta det til styringsgruppen"),
    _("Legg fram hva som er prøvd, og be styringsgruppen avklare hva som skal gjelde."),
)
_STEPS = (_CONVERSATION, _MEETING, _LEADERS, _STEERING)


def suggested(earlier: int, first_response: str = "", next_response: str = "") -> Response:
    """`earlier`: how many notes about the same rule were made before and are not settled."""
    step = min(earlier, len(_STEPS) - 1)
    name, advice = _STEPS[step]
    return Response(name, advice, (first_response, next_response)[step] if step < 2 else "")


def ladder() -> list[Response]:
    return [Response(name, advice) for name, advice in _STEPS]
