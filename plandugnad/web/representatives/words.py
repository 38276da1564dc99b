"""What is said on the page for those elected: in whole sentences, without blame."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.core.marks import written_day
from plandugnad.web.representatives.course import Chance, Going, How, Pace

_DAYS_TOLD, _WEEKS_TOLD = 14, 70
_DAYS_IN_MONTH = 30.4


def heading(number: int, place: str) -> str:
    if not number:
        return _("Ingen plansaker er på vei til kommunestyret i %(place)s") % {"place": place}
    said = ngettext(
        "%(number)d plan er på vei til kommunestyret i %(place)s",
        "%(number)d planer er på vei til kommunestyret i %(place)s",
        number,
    )
    return said % {"number": number, "place": place}


def span(days: int) -> str:
    """As people say how long it is: in days, weeks or months."""
    if days < _DAYS_TOLD:
        return ngettext("%(number)d dag", "%(number)d dager", days) % {"number": days}
    if days < _WEEKS_TOLD:
        weeks = round(days / 7)
        return ngettext("%(number)d uke", "%(number)d uker", weeks) % {"number": weeks}
    months = round(days / _DAYS_IN_MONTH)
    return ngettext("%(number)d måned", "%(number)d måneder", months) % {"number": months}


def what_to_do(chance: Chance) -> str:
    match chance.how:
        case How.ANSWER:
            return _("Forslaget ligger ute. Les det, snakk med dem det angår, og si fra innen fristen.")
        case How.PROGRAMME:
            return _("Si hva som skal utredes, og hvilke alternativer som skal ses på.")
        case How.INPUT:
            return _("Gi innspill før arbeidet går videre.")
        case How.EARLY:
            return _("Forslaget er ikke lagt ut ennå, og det meste kan endres. Spør planleggeren hva som er åpent.")


def mark(going: Going) -> tuple[str, str]:
    """Which mark it has, and the word beside it."""
    match going.pace:
        case Pace.LATE:
            return "due", _("Forsinket")
        case Pace.OVERDUE:
            return "overdue", _("Over fristen")
        case Pace.CANNOT_HOLD:
            return "due", _("Må planlegges på nytt")
        case Pace.ON_TIME:
            return "in_process", _("I rute")
        case Pace.ADOPTED:
            return "adopted", _("Vedtatt")
        case Pace.ENDED:
            return "decided", _("Avsluttet")
        case Pace.UNPLANNED | Pace.UNCLEAR:
            return "idea", _("Uten dager")


def how_it_goes(going: Going) -> str:
    about = {
        "step": going.step.title if going.step else "",
        "day": written_day(going.day) if going.day else "",
        "span": span(abs(going.days)) if going.days else "",
    }
    return _sentence(going) % about


def _sentence(going: Going) -> str:
    match going.pace:
        case Pace.LATE:
            return _("«%(step)s» var planlagt %(day)s, for %(span)s siden.")
        case Pace.OVERDUE:
            return _("Fristen i loven for «%(step)s» er ute.")
        case Pace.CANNOT_HOLD:
            return _("«%(step)s» er planlagt %(day)s, og den dagen kan ikke holde. Siden om prosessen sier hvorfor.")
        case Pace.ON_TIME:
            return _("Neste er «%(step)s», %(day)s.")
        case Pace.UNPLANNED:
            return _("Nå: «%(step)s». Ingen dager er planlagt.") if going.step else _("Ingen dager er planlagt.")
        case Pace.UNCLEAR:
            return _("Datoene i prosessen motsier hverandre. Se hva det gjelder på siden om prosessen.")
        case Pace.ENDED:
            return _("Avsluttet %(day)s uten at det er ført inn noe vedtak.")
        case Pace.ADOPTED:
            return _of_adopted(going.days)


def _of_adopted(days: int | None) -> str:
    if days is None:
        return _("Vedtatt %(day)s. Det var ikke skrevet hvilken dag det var planlagt.")
    if days == 0:
        return _("Vedtatt %(day)s, som planlagt.")
    if days > 0:
        return _("Vedtatt %(day)s, %(span)s senere enn planlagt.")
    return _("Vedtatt %(day)s, %(span)s tidligere enn planlagt.")
