"""Where a collaboration stands on the start-up path, at a glance: its four parts, what is next and why, what to see
again, and who is leaving."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from plandugnad.regions.access import member_abilities
from plandugnad.regions.actor import Actor
from plandugnad.regions.agreement import Form, earliest_end, forms
from plandugnad.regions.models import Collaboration, MemberState
from plandugnad.regions.queries.collaborations import Part as Taking
from plandugnad.regions.queries.collaborations import parts_of
from plandugnad.worksheets.models import REVIEW, Phase, Sheet
from plandugnad.worksheets.publishing import PUBLISHED
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


def standing_of(parts: Sequence[Part], agreed: Collection[str], language: str, today: date) -> Standing:
    """`agreed`: kinds of worksheets with something that stands under what is agreed."""
    rows = [row for part in parts for one in part.worksheets for row in one.sheets]
    due = [row.sheet for row in rows if row.adopted and row.sheet.review_on and row.sheet.review_on <= today + _AHEAD]
    due.sort(key=lambda one: one.review_on or today)
    return Standing(
        [_part(number, part, agreed, language) for number, part in enumerate(parts, 1)],
        _next(parts, agreed, language),
        [Review(one, bool(one.review_on and one.review_on < today)) for one in due],
    )


def _open(part: Part) -> list[Offered]:
    """Without those that are taken when there is need of them, and never adopted by all."""
    return [one for one in part.worksheets if not one.definition.confidential and one.definition.id != REVIEW]


def _is_agreed(one: Offered, agreed: Collection[str]) -> bool:
    """As the page of what is agreed says it, for the worksheets that are told of there."""
    if one.definition.id in PUBLISHED:
        return one.definition.id in agreed
    return any(row.is_agreed for row in one.sheets)


def _part(number: int, part: Part, agreed: Collection[str], language: str) -> PartStands:
    told, title = _open(part), part.saying.title.said(language)
    if not told:
        return PartStands(number, title, "", _("når det trengs"))
    count = sum(_is_agreed(one, agreed) for one in told)
    if count == len(told):
        return PartStands(number, title, "adopted", _("alt vedtatt"))
    if count:
        words = _("%(agreed)s av %(total)s vedtatt") % {"agreed": count, "total": len(told)}
        return PartStands(number, title, "in_process", words)
    if any(one.is_begun for one in told):
        return PartStands(number, title, "in_process", _("begynt"))
    return PartStands(number, title, "idea", _("ikke begynt"))


def _next(parts: Sequence[Part], agreed: Collection[str], language: str) -> Next | None:
    """The first in the order of the guide that is not agreed on; when all are, one that is begun for the next time."""
    every = [one for part in parts for one in _open(part)]
    for one in every:
        if not _is_agreed(one, agreed):
            sheet = one.sheets[0].sheet if one.sheets else None
            detail = _reason(one.sheets[0]) if one.sheets else one.definition.why.said(language)
            first = _("Det er det første i rekkefølgen som ikke er vedtatt.")
            reason = f"{first} {detail}"
            return Next(one.definition.id, one.definition.title.said(language), reason, sheet)
    for one in every:
        if one.sheets and not one.sheets[0].is_agreed:
            again = _("Alle slagene er vedtatt, og dette er begynt for neste gang.")
            reason = f"{again} {_reason(one.sheets[0])}"
            return Next(one.definition.id, one.definition.title.said(language), reason, one.sheets[0].sheet)
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
