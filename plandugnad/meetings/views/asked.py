"""What the pages begin with: the place, the body or the meeting that is asked for, or 404."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.core.pieces import Crumb
from plandugnad.meetings.access import MeetingAbilities, body_abilities, place_abilities
from plandugnad.meetings.models import Body, Meeting, Place
from plandugnad.meetings.queries.meetings import find_body, find_meeting, place_to
from plandugnad.regions.actor import Actor
from plandugnad.regions.http import not_found_unless
from plandugnad.regions.models import Collaboration


def meetings_address(place: Place) -> str:
    if isinstance(place, Collaboration):
        return reverse("collaboration_meetings", args=[place.id])
    return reverse("municipality_meetings", args=[place.number])


def crumbs(place: Place, *further: Crumb) -> list[Crumb]:
    if isinstance(place, Collaboration):
        way = [
            Crumb(_("Samarbeid"), reverse("collaborations")),
            Crumb(place.name, reverse("collaboration", args=[place.id])),
        ]
    else:
        way = [Crumb(_("Kommuner"), reverse("register")), Crumb(place.name, reverse("portfolio", args=[place.number]))]
    return [*way, *further] if not further else [*way, Crumb(_("Møter"), meetings_address(place)), *further]


def base(place: Place, abilities: MeetingAbilities, *further: Crumb) -> dict[str, Any]:
    """What every page about meetings shows around its own."""
    return {
        "place": place,
        "place_address": meetings_address(place),
        "abilities": abilities,
        "is_example": place.is_example,
        "crumbs": crumbs(place, *further) if further else [*crumbs(place), Crumb(_("Møter"))],
    }


def place_to_write(actor: Actor, place_id: UUID) -> tuple[Place, MeetingAbilities]:
    place, abilities = place_to(actor, place_id)
    not_found_unless(abilities.can_write and _has_page(place))
    return place, abilities


def _has_page(place: Place) -> bool:
    return isinstance(place, Collaboration) or place.is_municipality


def body_to_write(actor: Actor, body_id: UUID) -> Body:
    body = find_body(body_id)
    if body is None:
        raise Http404
    not_found_unless(place_abilities(actor, body.place).can_write)
    return body


def meeting_to_see(actor: Actor, meeting_id: UUID) -> tuple[Meeting, MeetingAbilities]:
    meeting = find_meeting(meeting_id)
    if meeting is None:
        raise Http404
    abilities = body_abilities(actor, meeting.body)
    not_found_unless(abilities.can_see and (meeting.deleted_at is None or abilities.can_write))
    return meeting, abilities


def meeting_to_write(actor: Actor, meeting_id: UUID) -> Meeting:
    meeting, abilities = meeting_to_see(actor, meeting_id)
    not_found_unless(abilities.can_write and meeting.deleted_at is None)
    return meeting


def meeting_crumb(meeting: Meeting) -> Crumb:
    assert meeting.when is not None
    return Crumb(f"{meeting.body.name} {meeting.when.told}", reverse("meeting", args=[meeting.id]))
