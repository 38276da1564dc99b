"""The series of an arena is changed from the arena's own page; the meetings are told where that is."""

from django.urls import reverse

from plandugnad.agreements.models import ArenaSeries
from plandugnad.agreements.queries.arenas import is_standing
from plandugnad.meetings.models import Series
from plandugnad.meetings.set_up import SetUp, add_set_up


class OfArenas:
    def of(self, series: Series) -> SetUp | None:
        """One that is taken out of the agreement can only be ended, which is done where all the arenas are."""
        row = ArenaSeries.objects.select_related("arena__agreement").filter(series=series).first()
        if row is None or not row.is_live:
            return None
        arena, place = row.arena, row.arena.agreement.collaboration_id
        if is_standing(arena):
            return SetUp(arena.name, reverse("arena_meetings", args=[place, arena.id]))
        return SetUp(arena.name, reverse("agreed_arenas", args=[place]))


add_set_up(OfArenas())
