"""How a group meets already: what is proposed where its meetings are set up from the model, and what stands beside."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from statistics import median
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plandugnad.meetings.models import Body, Meeting, Series
from plandugnad.meetings.words import hours

_T = TypeVar("_T", bound=Hashable)
MOST = 400
ON_WEEKDAYS = (
    *(gettext_lazy("mandager"), gettext_lazy("tirsdager"), gettext_lazy("onsdager"), gettext_lazy("torsdager")),
    *(gettext_lazy("fredager"), gettext_lazy("lørdager"), gettext_lazy("søndager")),
)
# The longest time in days from one meeting to the next, by rhythm.
_GAPS = {"weekly": 9, "fortnightly": 18, "monthly": 45, "bimonthly": 75, "quarterly": 120, "twice_a_year": 250}


@dataclass(frozen=True)
class Group:
    """`meetings` are those it holds on a day, in order."""

    body: Body
    meetings: list[Meeting]

    @property
    def count(self) -> int:
        return len(self.meetings)

    @property
    def words(self) -> str:
        """«Gruppen har alt 11 møter i perioden (onsdager kl. 09.00).»"""
        said = ngettext(
            "Gruppen har alt %(number)s møte i perioden%(usual)s.",
            "Gruppen har alt %(number)s møter i perioden%(usual)s.",
            self.count,
        )
        usual = self._usual()
        return said % {"number": self.count, "usual": f" ({usual})" if usual else ""}

    @property
    def ahead(self) -> str:
        said = ngettext(
            "Gruppen har alt %(number)s møte framover%(usual)s.",
            "Gruppen har alt %(number)s møter framover%(usual)s.",
            self.count,
        )
        usual = self._usual()
        return said % {"number": self.count, "usual": f" ({usual})" if usual else ""}

    def _usual(self) -> str:
        weekday = _most([one.first_on.weekday() for one in self.meetings])
        starts = _most([one.starts for one in self.meetings])
        if weekday is None:
            return ""
        return " ".join(filter(None, (str(ON_WEEKDAYS[weekday]), hours(starts, None))))


def group_in(body: Body, first: date, last: date, series: Series | None = None) -> Group:
    """Without those of `series`."""
    rows = Meeting.objects.kept().filter(body=body.pk, first_on__range=(first, last), is_cancelled=False)
    if series is not None:
        rows = rows.exclude(series=series.pk)
    return Group(body, [one for one in rows.in_order()[:MOST] if one.day is not None])


def habits(meetings: Sequence[Meeting]) -> dict[str, Any]:
    """What the form begins with, as far as most of the meetings are alike in it."""
    days = [one.first_on for one in meetings]
    found: dict[str, Any] = {
        "weekday": _most([day.weekday() for day in days]),
        "ordinal": _most([number if (number := (day.day - 1) // 7 + 1) < 5 else -1 for day in days]),
        "starts": _most([one.starts for one in meetings]),
        "minutes": _most([_minutes(one) for one in meetings]),
        "rhythm": _rhythm(days),
    }
    return {name: value for name, value in found.items() if value is not None}


def _most(values: Iterable[_T | None]) -> _T | None:
    """What more than half have."""
    counted = Counter(values)
    if not counted:
        return None
    value, number = counted.most_common(1)[0]
    return value if number * 2 > counted.total() else None


def _rhythm(days: Sequence[date]) -> str | None:
    gaps = [(after - before).days for before, after in pairwise(days) if after != before]
    if not gaps:
        return None
    return next((code for code, longest in _GAPS.items() if median(gaps) <= longest), "yearly")


def _minutes(meeting: Meeting) -> int | None:
    if meeting.starts is None or meeting.ends is None:
        return None
    lasts = datetime.combine(date.min, meeting.ends) - datetime.combine(date.min, meeting.starts)
    return int(lasts.total_seconds() // 60)


def said_beside(series: Series, group: Group, day: date) -> str:
    """Of a day of the series: that the group meets that week already, or that month. Days they share are said apart."""
    by_month = series.rhythm == "months"

    def period(one: date) -> tuple[int, int]:
        return (one.year, one.month) if by_month else (one.isocalendar().year, one.isocalendar().week)

    beside = [one.first_on for one in group.meetings if period(one.first_on) == period(day) and one.first_on != day]
    if not beside:
        return ""
    days = ", ".join(f"{one:%d.%m.}" for one in beside[:3])
    said = _("gruppen møtes alt denne måneden: %(days)s") if by_month else _("gruppen møtes alt denne uken: %(days)s")
    return said % {"days": days}
