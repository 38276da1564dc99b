"""What the kinds are called on the pages, which worksheet makes each, and where it can be opened."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from plandugnad.agreements.kinds import AgreementKind, GoalStatus
from plandugnad.core.pieces import Words


@dataclass(frozen=True)
class KindWords:
    """`is_for`: what the rows are used for after they are adopted, in one sentence."""

    heading: Words
    sheet: Words
    is_for: Words
    page: str  # the name of the address


KINDS: dict[AgreementKind, KindWords] = {
    AgreementKind.PURPOSE: KindWords(
        _("Mål"),
        _("Vårt formål"),
        _("Målene følges opp her: hvordan det går, hva som er sagt, og hvem som har ansvaret."),
        "agreed_goals",
    ),
    AgreementKind.RULES: KindWords(
        _("Spilleregler"),
        _("Spilleregler for samarbeidet"),
        _("Reglene står her med hva dere gjør når en av dem ikke ble fulgt."),
        "agreed_rules",
    ),
    AgreementKind.STAKEHOLDERS: KindWords(
        _("Aktørkart"),
        _("Regionens aktørkart"),
        _("Planprosessene får forslag til hvem som skal ha varsel og høres."),
        "agreed_stakeholders",
    ),
    AgreementKind.PROCESS: KindWords(
        _("Felles planprosess"),
        _("En felles planprosess"),
        _("Stegene kan tas inn i fellesprosessen som kommunene begynner sine planer med."),
        "agreed_steps",
    ),
    AgreementKind.ARENAS: KindWords(
        _("Møtemodell"),
        _("Møtemodell"),
        _("Møtearenaene står her: hvem som møtes, hvor ofte, og hva som skal komme ut av det."),
        "agreed_arenas",
    ),
    AgreementKind.ROOMS: KindWords(
        _("Digital struktur"),
        _("En digital struktur"),
        _("Rommene står her: hva som ligger hvor, hva filene heter, og hvem som leser og endrer."),
        "agreed_rooms",
    ),
}

# A shape and a colour of the product's own statuses; the word stands beside it.
GOAL_MARKS = {
    GoalStatus.NOT_STARTED: "idea",
    GoalStatus.ON_THE_WAY: "in_process",
    GoalStatus.REACHED: "adopted",
    GoalStatus.GIVEN_UP: "repealed",
}

Door = Callable[[UUID, AgreementKind], str]
_doors: list[Door] = []


def add_door(door: Door) -> None:
    """Where the worksheet of a kind can be begun or opened in a collaboration, said by whoever has worksheets."""
    _doors.append(door)


def address_of_sheet(collaboration_id: UUID, kind: AgreementKind) -> str:
    return next((address for door in _doors if (address := door(collaboration_id, kind))), "")
