"""Meetings of many places at once, as `access` has it of each."""

from django.db.models import BooleanField, Case, Q, Value, When

from plandugnad.meetings.kinds import OFFICIAL
from plandugnad.meetings.models import Meeting, MeetingQuerySet
from plandugnad.regions.actor import Actor


def visible_meetings(actor: Actor) -> MeetingQuerySet:
    """Each marked with `can_read`: whether agenda, minutes and the digital address are the actor's too."""
    works = Q(body__organisation_id__in=actor.reads | actor.inside) | Q(body__collaboration_id__in=actor.works_in)
    sees = Q(body__organisation_id__in=actor.reads_adopted, body__kind__in=OFFICIAL)
    mark = Case(When(works, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = Meeting.objects.kept().filter(works | sees).annotate(can_read=mark)
    return rows.select_related("body__organisation", "body__collaboration")
