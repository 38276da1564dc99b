"""One date worked out on its own, from a provision or a bare length, forwards or backwards."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from plandugnad.engines.statute import Length, Provision
from plandugnad.engines.statute.counting import (
    End,
    What,
    count,
    count_back,
    count_length,
    count_length_back,
    fixed_date,
)
from plandugnad.engines.statute.holidays import holiday
from plandugnad.engines.statute.provisions import Bound, Version
from plandugnad.processes.words import law_language

_MOST_HOLIDAYS = 40
_NEAR = timedelta(days=14)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class FreeDay:
    day: date
    name: str


@dataclass(frozen=True)
class Answer:
    """`end` is what one asks for: the last day, the earliest day, or the last day to begin."""

    given: date
    end: End
    is_backwards: bool
    provision: Provision | None
    version: Version | None
    free_days: tuple[FreeDay, ...]
    is_only_near: bool

    @property
    def why(self) -> str:
        """The one sentence to paste."""
        said = "; ".join(one.said(law_language()) for one in self.end.reasons)
        return f"{said[:1].upper()}{said[1:]}."

    @property
    def is_minimum(self) -> bool:
        return self.version is not None and self.version.bound is Bound.AT_LEAST


def work_out(
    given: date, *, provision: Provision | None, length: Length | None, is_backwards: bool, is_extended: bool
) -> Answer:
    """Raises ValidationError where the question has no answer, engines.statute.Refused where the calendar ends."""
    version = _version(provision, given, is_backwards) if provision else None
    if provision and version:
        end = _of_provision(provision, version, given, is_backwards, is_extended)
    else:
        assert length
        end = count_length_back(length, given) if is_backwards else count_length(length, given)
    days, is_only_near = _free_days(given, end)
    return Answer(given, end, is_backwards, provision, version, days, is_only_near)


def _version(provision: Provision, given: date, is_backwards: bool) -> Version:
    version = provision.on(given)
    if version is None:
        first = provision.versions[0].valid_from.strftime("%d.%m.%Y")
        raise ValidationError(
            {"day": _("Regelen gjelder her fra %(first)s. Velg en dato fra da av.") % {"first": first}}
        )
    if is_backwards and version.bound is not Bound.AT_LEAST:
        raise ValidationError(
            {"is_backwards": _("Bakover kan bare regler som sier «minst så lenge», regnes. Denne sier «senest».")}
        )
    return version


def _of_provision(provision: Provision, version: Version, given: date, is_backwards: bool, is_extended: bool) -> End:
    if version.fixed:
        end = fixed_date(provision, version, _year(version, given))
        assert end.statutory_end
        return end
    if is_backwards:
        return count_back(provision, version, given)
    return count(provision, version, given, extended=is_extended)


def _year(version: Version, given: date) -> int:
    """The first year in which the date the law names is not over."""
    assert version.fixed
    return next(
        year
        for year in range(given.year, given.year + 6)
        if version.falls_in(year) and date(year, *version.fixed) >= given
    )


def _free_days(given: date, end: End) -> tuple[tuple[FreeDay, ...], bool]:
    """Holidays between; only those near the end where there are very many."""
    days = [one for one in (given, end.statutory_end, end.working_day_end, end.safe_date) if one]
    first, last = min(days), max(days)
    named = _named(first, last)
    if len(named) <= _MOST_HOLIDAYS:
        return named, False
    reached = end.working_day_end or last
    return _named(reached - _NEAR, reached + _NEAR), True


def _named(first: date, last: date) -> tuple[FreeDay, ...]:
    span = (first + _DAY * number for number in range((last - first).days + 1))
    return tuple(FreeDay(day, What(day).said(law_language())) for day in span if holiday(day))
