"""Where a collaboration stands on the start-up path, at a glance: its four parts, what is next and why, what to see
again, and who is leaving."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from plandugnad.regions.access import member_abilities
from plandugnad.regions.actor import Actor
from plandugnad.regions.agreement import Form, earliest_end, forms
from plandugnad.regions.models import Collaboration, MemberState
from plandugnad.regions.queries.collaborations import Part as Taking
from plandugnad.regions.queries.collaborations import parts_of
from plandugnad.worksheets.models import Phase, Sheet
from plandugnad.worksheets.queries import Offered, Part, SheetRow

_AHEAD = timedelta(days=30)
_NAMED = 3


@dataclass(frozen=True)
class PartStands:
    number: int
    title: str
    status: str  # as the badges of plans: adopted, in_process, idea; none where it is not to be told
    words: str


@dataclass(frozen=True)
class Next:
    """`sheet` is the one to go on with; where there is none, the worksheet is to be begun."""

    kind: str
    title: str
    reason: str
    sheet: Sheet | None


@dataclass(frozen=True)
class Review:
    sheet: Sheet
    is_late: bool


@dataclass(frozen=True)
class Leaving:
    """What the form asks of who leaves, who has given notice, and those she herself may give it for."""

    legal: Form | None
    earliest: date
    going: Sequence[Taking]
    own: Sequence[Taking]


@dataclass(frozen=True)
class Standing:
    parts: Sequence[PartStands]
    next: Next | None
    reviews: Sequence[Review]


def standing_of(parts: Sequence[Part], language: str, today: date) -> Standing:
    rows = [row for part in parts for one in part.worksheets for row in one.sheets]
    due = [row.sheet for row in rows if row.adopted and row.sheet.review_on and row.sheet.review_on <= today + _AHEAD]
    due.sort(key=lambda one: one.review_on or today)
    return Standing(
        [_part(number, part, language) for number, part in enumerate(parts, 1)],
        _next(parts, language),
        [Review(one, bool(one.review_on and one.review_on < today)) for one in due],
    )


def _open(part: Part) -> list[Offered]:
    return [one for one in part.worksheets if not one.definition.confidential]


def _part(number: int, part: Part, language: str) -> PartStands:
    told, title = _open(part), part.saying.title.said(language)
    if not told:
        return PartStands(number, title, "", _("når det trengs"))
    agreed = sum(any(row.is_agreed for row in one.sheets) for one in told)
    if agreed:
        words = _("vedtatt") if agreed == len(told) else _("%(agreed)s av %(total)s vedtatt")
        return PartStands(number, title, "adopted", words % {"agreed": agreed, "total": len(told)})
    if any(one.is_begun for one in told):
        return PartStands(number, title, "in_process", _("begynt"))
    return PartStands(number, title, "idea", _("ikke begynt"))


def _next(parts: Sequence[Part], language: str) -> Next | None:
    """The first in the order of the guide that is not agreed on."""
    for one in (one for part in parts for one in _open(part)):
        if any(row.is_agreed for row in one.sheets):
            continue
        title = one.definition.title.said(language)
        if not one.sheets:
            return Next(one.definition.id, title, one.definition.why.said(language), None)
        return Next(one.definition.id, title, _reason(one.sheets[0]), one.sheets[0].sheet)
    return None


def _reason(row: SheetRow) -> str:
    if row.sheet.phase != Phase.ADOPT:
        return _("Arket er i fasen «%(phase)s».") % {"phase": row.sheet.get_phase_display()}
    names, rest = ", ".join(row.lacking[:_NAMED]), len(row.lacking) - _NAMED
    if rest > 0:
        return _("Ikke vedtatt av %(names)s og %(rest)s til.") % {"names": names, "rest": rest}
    return _("Ikke vedtatt av %(names)s.") % {"names": names} if names else _("Klart til å vedtas.")


def leaving_of(actor: Actor, collaboration: Collaboration, today: date) -> Leaving:
    here = [part for part in parts_of(collaboration, today) if part.is_in and not part.is_helper]
    return Leaving(
        forms().get(collaboration.form),
        earliest_end(collaboration.form, today),
        [part for part in here if part.state == MemberState.LEAVING],
        [part for part in here if member_abilities(actor, part.member).can_answer],
    )
