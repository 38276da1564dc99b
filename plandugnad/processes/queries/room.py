"""Room for action: which steps the law demands, which it does not, and what may be left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plandugnad.engines.statute.provisions import Force
from plandugnad.processes.queries.rows import StepRow


@dataclass(frozen=True)
class RoomGroup:
    """`advice` says what one may do with the steps of the group."""

    heading: str
    advice: str
    rows: tuple[StepRow, ...]
    is_free: bool


def room_of(rows: Sequence[StepRow]) -> list[RoomGroup]:
    groups = [
        RoomGroup(heading, advice, tuple(row for row in rows if row.law and row.law.force == force), is_free)
        for force, heading, advice, is_free in _groups()
    ]
    common = tuple(row for row in rows if row.is_common)
    groups.append(
        RoomGroup(
            _("Felles steg"), _("Regionen er enig om dem. Dere kan fjerne dem her i saken."), common, is_free=True
        )
    )
    own = tuple(row for row in rows if row.law is None and not row.is_common)
    groups.append(RoomGroup(_("Egne steg"), _("Dere har lagt dem til selv, og kan fjerne dem."), own, is_free=True))
    return [group for group in groups if group.rows]


def _groups() -> list[tuple[Force, str, str, bool]]:
    return [
        (Force.SHOULD, _("Bør gjøres"), _("Loven krever dem ikke i hver sak. Ta dem ut med en grunn."), True),
        (Force.PRACTICE, _("Vanlig, ikke lovkrav"), _("Mange gjør det slik. Dere kan la være."), True),
        (Force.MAY, _("Kan gjøres"), _("Bare når noen trenger det. De teller ikke med før de får dato."), True),
        (
            Force.MUST,
            _("Loven krever"),
            _("Kan ikke tas ut. Hvor mye arbeid dere legger i hvert steg, velger dere selv så lenge kravet er møtt."),
            False,
        ),
    ]
