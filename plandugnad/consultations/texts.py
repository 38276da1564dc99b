"""Texts people write, in the one shape they are kept in whichever way they came, so that they can be compared."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from plandugnad.consultations.models import LONGEST_TEXT
from plandugnad.meetings.forms import PlainText

_FIELD = PlainText(required=False)


def as_kept(text: str) -> str:
    """As a form leaves it. What was kept in another shape, the form would never send back as it stood."""
    return _FIELD.to_python(text)


def in_turn(*texts: str) -> str:
    """One after the other. Those that are empty leave no lines behind."""
    return "\n\n".join(filter(None, map(as_kept, texts)))


class TooLong(ValidationError):
    """Of two texts put together. `text` is both, and stands where it can be made shorter; `base` is what is kept."""

    def __init__(self, text: str, base: str) -> None:
        super().__init__(
            _(
                "Til sammen er tekstene %(length)s tegn, og det er plass til %(most)s. Begge står her. "
                "Kort ned, og lagre igjen."
            )
            % {"length": len(text), "most": LONGEST_TEXT}
        )
        self.text, self.base = text, base


def refuse_too_long(text: str, base: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise TooLong(text, base)
