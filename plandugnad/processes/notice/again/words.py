"""What a letter sent later means for the deadline, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.engines.statute.texts import said_day, said_length
from plandugnad.processes.notice.again.deadlines import OwnDeadline
from plandugnad.processes.words import law_language


def said_deadline(deadline: OwnDeadline) -> str:
    """One paragraph: until when, why, and what to do about it."""
    return " ".join(filter(None, (_until_when(deadline), _why(deadline), _what_to_do(deadline))))


def _until_when(deadline: OwnDeadline) -> str:
    day = said_day(deadline.day, law_language())
    if deadline.is_appeal:
        return _("Klagefristen for denne mottakeren blir tidligst %(day)s.") % {"day": day}
    return _("Fristen for denne mottakeren blir tidligst %(day)s.") % {"day": day}


def _why(deadline: OwnDeadline) -> str:
    if deadline.provision is None:
        return _(
            "Loven sier ikke hvor lang fristen må være her, så det er like mange dager som de andre fikk, regnet fra "
            "den nye sendingen (vår standard, ikke lov)."
        )
    length = deadline.provision.newest.length
    told = {
        "citation": deadline.provision.cited.said(law_language()),
        "length": said_length(length, law_language()) if length else "",
    }
    if deadline.is_appeal:
        return (
            _("Den er %(length)s fra meldingen kom fram (%(citation)s). Her er den regnet fra dagen brevet sendes.")
            % told
        )
    return (
        _(
            "Loven krever minst %(length)s (%(citation)s). At de regnes fra den nye sendingen, er vår standard, ikke "
            "lov: den som fikk brevet sist, skal ha like lang tid."
        )
        % told
    )


def _what_to_do(deadline: OwnDeadline) -> str:
    if not deadline.is_later:
        return _("Fristen som er kunngjort, er lang nok.")
    if deadline.announced is None:
        return _("Skriv den i brevet.")
    days = deadline.days_later
    later = ngettext(
        "Det er %(days)d dag etter fristen som er kunngjort.",
        "Det er %(days)d dager etter fristen som er kunngjort.",
        days,
    ) % {"days": days}
    return later + " " + _("Skriv den i brevet, og vent med vedtaket til den er ute.")
