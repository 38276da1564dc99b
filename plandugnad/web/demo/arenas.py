"""The meetings of two arenas are set up, with the municipalities in turn; one has been swapped since."""

from datetime import date, datetime, time, timedelta
from typing import Any

from plandugnad.agreements.actions.arenas import set_up
from plandugnad.agreements.arenas import RHYTHMS, proposal
from plandugnad.agreements.models import Arena
from plandugnad.core.audit import By
from plandugnad.core.ids import new_id
from plandugnad.meetings.actions.meetings import change_meeting
from plandugnad.meetings.kinds import Takes
from plandugnad.meetings.models import Meeting
from plandugnad.web.demo.meetings import days_off
from plandugnad.web.demo.region import Region

MONDAY, THURSDAY = 0, 3
_BACK = timedelta(days=120)


def make_meetings_of_arenas(region: Region, by: By, today: date) -> None:
    _make(region, by, today, "arena-morgen", MONDAY, time(8, 30), Takes.WORDS)
    _make(region, by, today, "arena-klinikk", THURSDAY, time(13), Takes.AHEAD)
    to_come = Meeting.objects.filter(body__name="Saksklinikk", first_on__gt=today).in_order()[:2]
    if len(to_come) == 2:
        one, other = to_come
        hers, theirs = one.chair_organisation_id, other.chair_organisation_id
        change_meeting(by, one, {"chair_organisation_id": theirs})
        change_meeting(by, other, {"chair_organisation_id": hers})


def _make(region: Region, by: By, today: date, item: str, weekday: int, starts: time, prepares: str) -> None:
    rows = Arena.objects.select_related("agreement__collaboration")
    arena = rows.get(item=item, agreement__collaboration=region.collaboration)
    said = proposal(arena, today)
    rhythm, every, _counts = RHYTHMS[arena.rhythm_code]
    lasts = timedelta(minutes=said["minutes"])
    values: dict[str, Any] = {
        **{name: said[name] for name in ("ordinal", "has_july_off", "on_holiday", "venue", "chairs", "chair")},
        **{"rhythm": str(rhythm), "every": every, "weekday": weekday, "starts": starts, "prepares": prepares},
        "ends": (datetime.combine(today, starts) + lasts).time(),
        "first_on": (today - _BACK).replace(day=1),
        "last_on": date(today.year + (today.month >= 9), 12, 31),
        "except_on": [day for year in (today.year - 1, today.year, today.year + 1) for day in days_off(year)],
        "agenda": said["agenda"].splitlines(),
        "preparer": said["preparer"] if prepares == Takes.WORDS else "",
        "turns": [place.id for place in region.municipalities.values()],
    }
    set_up(by, arena, values, id=new_id())
