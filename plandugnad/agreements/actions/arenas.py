"""The meetings of an arena: set up, brought in step with what is adopted since, ended, and the last taken back."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.agreements.arenas import said_of
from plandugnad.agreements.kinds import CHANGED, ENDED, MADE, TIED
from plandugnad.agreements.models import Arena, ArenaSeries
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.meetings.actions import series as meetings
from plandugnad.meetings.actions.bodies import change_body, delete_body, make_body
from plandugnad.meetings.actions.recording import one_at_a_time
from plandugnad.meetings.kinds import BodyKind
from plandugnad.meetings.laying_out import untouched
from plandugnad.meetings.models import Body, Meeting, Series
from plandugnad.meetings.queries.meetings import LONGEST_NAME, find_body_named
from plandugnad.regions.models import Collaboration


@transaction.atomic
def set_up(by: By, arena: Arena, values: Mapping[str, Any], *, id: UUID) -> tuple[ArenaSeries, int]:
    """With the `id` its form was given, a form sent twice makes one series. How many meetings it made."""
    place = arena.agreement.collaboration
    one_at_a_time(place)
    row = ArenaSeries.objects.select_related("body").filter(arena=arena).first()
    if row is not None and row.is_live:
        if row.series_id == id:
            return row, Meeting.objects.filter(series=id).count()
        raise ValidationError(_("%(who)s satte opp møtene mens du fylte ut.") % {"who": row.by_name or _("Noen andre")})
    body, is_new = _body(by, place, arena.name)
    series, made = meetings.make_series(by, body, values, id=id)
    before = {"what": MADE, "body_is_new": is_new, "on": _today()}
    row = row or ArenaSeries(arena=arena)
    row.body, row.series, row.said, row.before = body, series, said_of(arena), before
    row.by_id, row.by_name = by.id, by.name
    row.save()
    audit.record(by, "arena_meetings_made", arena, after={"series": str(series.id), "meetings": made})
    return row, made


@transaction.atomic
def tie(by: By, arena: Arena, body: Body) -> ArenaSeries:
    """The arena's meetings are those the group has. None are made, and the group's are nobody else's to change."""
    one_at_a_time(arena.agreement.collaboration)
    row = ArenaSeries.objects.select_related("body").filter(arena=arena).first() or ArenaSeries(arena=arena)
    if not row._state.adding and (row.is_live or row.is_tied):
        return row
    row.body, row.series, row.said = body, None, said_of(arena)
    row.before = {"what": TIED, "on": _today()}
    row.by_id, row.by_name = by.id, by.name
    row.save()
    audit.record(by, "arena_meetings_tied", arena, after={"body": str(body.id)})
    return row


@transaction.atomic
def bring_in_step(by: By, row: ArenaSeries, values: Mapping[str, Any], today: date) -> tuple[int, int]:
    """What somebody has touched stays as it is. How many meetings came, and how many went."""
    current = _locked(row)
    if current.series is None:
        raise ValidationError(_("Noen andre avsluttet serien mens du skrev. Sett opp møtene på nytt."))
    before = {"what": CHANGED, "values": plain(current.series), "said": current.said, "name": current.body.name}
    before["on"] = _today()
    came, went = meetings.change_series(by, current.series, values, today)
    _rename(by, current)
    current.said, current.before = said_of(current.arena), before
    current.save(update_fields=["said", "before"])
    audit.record(by, "arena_meetings_changed", current.arena, after={"came": came, "went": went})
    return came, went


@transaction.atomic
def end(by: By, row: ArenaSeries, today: date) -> int:
    current = _locked(row)
    if current.series is None:
        return 0
    series, id = current.series, current.series.id
    values = plain(series)
    went = untouched(series, today)
    stay = Meeting.objects.filter(series=series).exclude(pk__in=[meeting.pk for meeting in went])
    ids = [str(id) for id in stay.values_list("id", flat=True)]
    current.before = {"what": ENDED, "values": values, "series": str(id), "meetings": ids, "on": _today()}
    count = meetings.end_series(by, series, today)
    current.series = None
    current.save(update_fields=["series", "before"])
    audit.record(by, "arena_meetings_ended", current.arena, after={"went": count})
    return count


@transaction.atomic
def undo(by: By, row: ArenaSeries, today: date) -> str:
    """What was undone; '' when there is nothing to take back. Asked twice, it is undone once."""
    current = _locked(row)
    before, what = current.before, current.last_done
    if what == MADE and current.series is not None:
        # Made today, it is as if it never was. Later on, what has been held since, has been held.
        meetings.end_series(by, current.series, date.min if before.get("on") == today.isoformat() else today)
        if before["body_is_new"] and not Meeting.objects.filter(body=current.body, deleted_at=None).exists():
            delete_body(by, current.body)
        current.series = None
    elif what == CHANGED and current.series is not None:
        meetings.change_series(by, current.series, from_plain(before["values"]), today)
        if before["name"] != current.body.name:
            change_body(by, current.body, before["name"], current.body.kind)
        current.said = before["said"]
    elif what == ENDED and current.series is None:
        id, values = UUID(before["series"]), from_plain(before["values"])
        current.series = meetings.bring_back_series(by, current.body, id, values, before["meetings"], today)
    elif what == TIED:
        pass
    else:
        return ""
    current.before = {}
    current.save(update_fields=["series", "said", "before"])
    audit.record(by, "arena_meetings_undone", current.arena, after={"what": what})
    return what


def _today() -> str:
    return timezone.localdate().isoformat()


def plain(series: Series) -> dict[str, Any]:
    """The columns of a series as JSON keeps them."""
    return {name: _plain(getattr(series, name)) for name in meetings.FIELDS}


def from_plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Back again."""
    found = dict(values)
    for name in ("first_on", "last_on"):
        found[name] = date.fromisoformat(found[name])
    for name in ("starts", "ends"):
        found[name] = time.fromisoformat(found[name]) if found[name] else None
    found["except_on"] = [date.fromisoformat(day) for day in found["except_on"]]
    found["turns"] = [UUID(id) for id in found["turns"]]
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _body(by: By, place: Collaboration, name: str) -> tuple[Body, bool]:
    """One for each arena: what is promised in it returns on its own next agenda and not on another's."""
    found = find_body_named(place, name)
    return (found, False) if found else (make_body(by, place, _called(name), BodyKind.GROUP), True)


def _called(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME]


def _rename(by: By, row: ArenaSeries) -> None:
    """Follows the arena's name, unless somebody has given the group another, or has one of that name already."""
    was, becomes = _called(row.said.get("name", "")), _called(row.arena.name)
    if was != becomes and row.body.name == was and find_body_named(row.body.place, becomes) is None:
        change_body(by, row.body, becomes, row.body.kind)


def _locked(row: ArenaSeries) -> ArenaSeries:
    """The collaboration first, as everywhere a series is written."""
    one_at_a_time(row.arena.agreement.collaboration)
    rows = ArenaSeries.objects.select_related("arena__agreement__collaboration", "body__collaboration", "series__body")
    return rows.get(pk=row.pk)
