"""Where a consultation is on a day, and how that is said: to those who work with it, and to those who read."""

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.consultations.models import Consultation
from plandugnad.engines.statute.texts import said_day
from plandugnad.processes.words import law_language


class Phase(StrEnum):
    DRAFT = "draft"
    WAITING = "waiting"  # published, and not opened yet
    OPEN = "open"
    CLOSED = "closed"


def phase_of(consultation: Consultation, today: date) -> Phase:
    opens_on, closes_on = consultation.opens_on, consultation.closes_on
    if consultation.published_at is None or opens_on is None or closes_on is None:
        return Phase.DRAFT
    if today < opens_on:
        return Phase.WAITING
    return Phase.OPEN if today <= closes_on else Phase.CLOSED


def state_in_words(consultation: Consultation, today: date) -> str:
    """'12 dager igjen, til og med torsdag 17. desember 2026'."""
    phase = phase_of(consultation, today)
    if phase is Phase.DRAFT or consultation.opens_on is None or consultation.closes_on is None:
        return _("Ikke publisert")
    if phase is Phase.WAITING:
        return _opens(consultation.opens_on, today)
    return _open(consultation.closes_on, today) if phase is Phase.OPEN else _closed(consultation.closes_on, today)


def day_in_words(day: date) -> str:
    return said_day(day, law_language())


def _opens(day: date, today: date) -> str:
    days = (day - today).days
    said = ngettext("Åpner om %(days)d dag, %(day)s", "Åpner om %(days)d dager, %(day)s", days)
    return said % {"days": days, "day": day_in_words(day)}


def _open(day: date, today: date) -> str:
    days = (day - today).days
    if days == 0:
        return _("Siste dag er i dag, %(day)s") % {"day": day_in_words(day)}
    said = ngettext("%(days)d dag igjen, til og med %(day)s", "%(days)d dager igjen, til og med %(day)s", days)
    return said % {"days": days, "day": day_in_words(day)}


def _closed(day: date, today: date) -> str:
    days = (today - day).days
    said = ngettext(
        "Fristen gikk ut for %(days)d dag siden, %(day)s", "Fristen gikk ut for %(days)d dager siden, %(day)s", days
    )
    return said % {"days": days, "day": day_in_words(day)}
