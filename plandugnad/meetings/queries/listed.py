"""Bodies, meetings and what was promised in them, of many places at once, as `access` has it of each."""

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from plandugnad.meetings.kinds import OFFICIAL
from plandugnad.meetings.models import AgendaItem, Body, BodyQuerySet, FollowUp, Meeting, MeetingQuerySet
from plandugnad.regions.actor import Actor


def visible_meetings(actor: Actor) -> MeetingQuerySet:
    """Each marked with `can_read`: whether agenda, minutes and the digital address are the actor's too."""
    works = _works(actor, "body__")
    mark = Case(When(works, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = Meeting.objects.kept().filter(works | _sees(actor, "body__")).annotate(can_read=mark)
    return rows.select_related(
        *("body__organisation", "body__collaboration", "chair_organisation", "preparer_organisation")
    )


def visible_bodies(actor: Actor) -> BodyQuerySet:
    rows = Body.objects.kept().filter(_works(actor, "") | _sees(actor, ""))
    return rows.select_related("organisation", "collaboration")


def items_of(meeting: Meeting) -> "QuerySet[AgendaItem]":
    return AgendaItem.objects.filter(meeting=meeting, deleted_at=None)


def readable_follow_ups(actor: Actor) -> "QuerySet[FollowUp]":
    """What was promised is known to those who read agenda and minutes."""
    there = {"deleted_at": None, "meeting__deleted_at": None, "meeting__body__deleted_at": None}
    return FollowUp.objects.filter(_works(actor, "meeting__body__"), **there).select_related("person")


def _works(actor: Actor, body: str) -> Q:
    inside = Q(**{f"{body}organisation_id__in": actor.reads | actor.inside})
    return inside | Q(**{f"{body}collaboration_id__in": actor.works_in})


def _sees(actor: Actor, body: str) -> Q:
    return Q(**{f"{body}organisation_id__in": actor.reads_adopted, f"{body}kind__in": OFFICIAL})
