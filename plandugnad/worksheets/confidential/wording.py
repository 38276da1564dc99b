"""What the history of a private sheet says, and how a party stands, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from plandugnad.core.models import AuditEvent
from plandugnad.worksheets.confidential.queries import Seat


@dataclass(frozen=True)
class Line:
    at: datetime
    words: str


def history_lines(events: Iterable[AuditEvent]) -> list[Line]:
    return [Line(one.made_at, _sentence(one)) for one in events]


def _sentence(event: AuditEvent) -> str:
    sentences = {
        "sheet.begun": _("%(who)s begynte arket."),
        "sheet.joined": _("%(who)s ble med."),
        "sheet.left": _("%(who)s gikk ut."),
        "sheet.taken_out": _("%(who)s tok ut en som var med."),
        "sheet.shown": _("Alle sa ja, og svarene ble vist."),
        "sheet.phase": _("%(who)s flyttet arket til en annen fase."),
        "sheet.locked": _("%(who)s låste en del."),
        "sheet.unlocked": _("%(who)s låste opp en del."),
        "sheet.review": _("%(who)s satte dagen dere ser på det igjen."),
        "sheet.restored": _("%(who)s hentet fram en tidligere versjon."),
    }
    return sentences.get(event.verb, _("%(who)s endret arket.")) % {"who": event.by_name}


def state_of(seat: Seat) -> str:
    one = seat.participant
    if one.asked_at is None:
        return _("foreslått, ikke spurt ennå")
    if one.accepted_at is None:
        return _("spurt, har ikke svart")
    if not seat.is_here:
        return _("arbeider ikke her lenger, og ser ikke arket")
    return _("er med")


def names_together(names: Iterable[str]) -> str:
    found = list(names)
    if len(found) < 2:
        return "".join(found)
    return _("%(first)s og %(last)s") % {"first": ", ".join(found[:-1]), "last": found[-1]}
