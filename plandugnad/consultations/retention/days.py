"""On which day what private persons have said of themselves is erased, when nobody has said otherwise."""

from datetime import date

from plandugnad.consultations.models import Consultation

# Long enough for the case to be decided and appealed; the municipality sets a nearer day when it is done.
_YEARS = 2


def proposed_day(closes_on: date | None, today: date) -> date:
    """Of ours, and hers to change: two years after the deadline, or from today where none is set."""
    since = closes_on or today
    ahead = since.year + _YEARS
    return since.replace(year=ahead, day=28) if (since.month, since.day) == (2, 29) else since.replace(year=ahead)


def day_of(consultation: Consultation, today: date) -> date:
    """Never none: a private person's words are not kept without an end."""
    return consultation.private_until or proposed_day(consultation.closes_on, today)
