"""What holds for every date, whatever the law says."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from plandugnad.engines.statute import Case, Deadline, Event, Length, Unit, chains, deadlines_of, law
from plandugnad.engines.statute.counting import Pause, count, count_back
from plandugnad.engines.statute.holidays import holidays, is_working_day, next_working_day, previous_working_day
from plandugnad.engines.statute.provisions import Bound, Counting, Provision, Version

_DAYS = some.dates(date(2010, 1, 1), date(2045, 12, 31))
_LENGTHS = some.builds(Length, some.integers(1, 60), some.sampled_from(Unit))
_COUNTED = [
    (provision, version)
    for provision in law().values()
    for version in provision.versions
    if version.bound in (Bound.AT_LEAST, Bound.AT_MOST, Bound.EVERY)
]
_PROVISIONS = some.sampled_from(_COUNTED)
_MANY = settings(max_examples=300, deadline=None)


@_MANY
@given(_DAYS, some.integers(1, 100), some.integers(0, 100), some.sampled_from(Unit))
def test_a_longer_period_never_ends_earlier(start: date, number: int, more: int, unit: Unit) -> None:
    shorter, longer = Length(number, unit).after(start), Length(number + more, unit).after(start)
    assert shorter <= longer
    assert next_working_day(shorter) <= next_working_day(longer)


@_MANY
@given(_DAYS, _LENGTHS)
def test_a_period_ends_after_it_begins(start: date, length: Length) -> None:
    assert length.after(start) > start


@_MANY
@given(_DAYS, _DAYS, _LENGTHS)
def test_who_begins_later_never_ends_earlier(one: date, other: date, length: Length) -> None:
    first, second = sorted((one, other))
    assert length.after(first) <= length.after(second)


@_MANY
@given(_DAYS, some.integers(1, 20), some.sampled_from([Unit.DAYS, Unit.WEEKS]))
def test_a_week_later_all_through_is_a_week_later_at_the_end_when_no_holiday_is_near(
    start: date, number: int, unit: Unit
) -> None:
    length, week = Length(number, unit), timedelta(weeks=1)
    end = length.after(start)
    near = [day for year in (end.year, end.year + 1) for day in holidays(year) if end <= day <= end + 2 * week]
    if not near:
        assert next_working_day(length.after(start + week)) == next_working_day(end) + week


@_MANY
@given(_DAYS)
def test_the_next_working_day_is_the_first_that_is_one(day: date) -> None:
    found = next_working_day(day)
    assert is_working_day(found)
    assert not any(is_working_day(day + timedelta(days=passed)) for passed in range((found - day).days))
    assert previous_working_day(found) == found


@_MANY
@given(_PROVISIONS, _DAYS)
def test_each_rule_moves_an_end_only_as_it_says(rule: tuple[Provision, Version], start: date) -> None:
    provision, version = rule
    end = count(provision, version, start)
    assert end.statutory_end
    assert end.working_day_end
    assert end.safe_date
    if version.counting is Counting.WORKING_DAY:
        assert end.working_day_end == next_working_day(end.statutory_end)
    else:
        assert end.working_day_end == end.statutory_end
    if version.bound is Bound.AT_MOST:
        assert end.safe_date <= end.statutory_end
        assert is_working_day(end.safe_date)


@_MANY
@given(_PROVISIONS, _DAYS)
def test_counted_backwards_the_period_fits_and_no_later_start_does(
    rule: tuple[Provision, Version], target: date
) -> None:
    provision, version = rule
    begun = count_back(provision, version, target).working_day_end
    assert begun
    assert is_working_day(begun)
    end = count(provision, version, begun).working_day_end
    assert end
    assert end <= target
    later = count(provision, version, next_working_day(begun + timedelta(days=1))).working_day_end
    assert later
    assert later > target


@_MANY
@given(_DAYS, some.lists(some.tuples(some.integers(0, 30), some.integers(0, 30)), max_size=4))
def test_a_stopped_clock_gives_the_days_it_stood_and_no_more(start: date, stops: list[tuple[int, int]]) -> None:
    provision = law()["pbl-12-11-laying-out"]
    version = provision.newest
    pauses, day = [], start
    for before, stood in stops:
        stopped = day + timedelta(days=before)
        day = stopped + timedelta(days=stood)
        pauses.append(Pause(stopped, day))
    assert version.length
    free = version.length.after(start)
    end = count(provision, version, start, pauses=pauses).statutory_end
    assert end
    assert free <= end <= free + timedelta(days=sum(stood for _, stood in stops))


@_MANY
@given(_PROVISIONS, _DAYS, some.sampled_from(["nb", "nn", "en"]))
def test_every_date_can_say_why(rule: tuple[Provision, Version], start: date, language: str) -> None:
    provision, version = rule
    said = [one.said(language) for one in count(provision, version, start).reasons]
    assert provision.cited.said(language) in said[0]
    assert all("{" not in one and "None" not in one for one in said)


_GAPS = some.integers(1, 400)


@_MANY
@given(_DAYS, some.lists(_GAPS, max_size=3), some.lists(_GAPS, max_size=3))
def test_an_agreed_day_makes_one_round_longer_and_leaves_the_others(
    start: date, gaps: list[int], days: list[int]
) -> None:
    starts = [start + timedelta(days=sum(gaps[:place])) for place in range(len(gaps) + 1)]
    agreed = [start + timedelta(days=after) for after in days]
    rounds = tuple(Event("REG-5", day) for day in starts)
    as_law, as_agreed = (
        [one.working_day_end for one in _laying_out(rounds + more)]
        for more in ((), tuple(Event("REG-6", day, "agreed") for day in agreed))
    )
    assert len(as_law) == len(as_agreed)
    longer = [(law, own) for law, own in zip(as_law, as_agreed, strict=True) if law != own]
    assert len(longer) <= len(set(agreed))
    assert all(law and own and law < own and own in agreed for law, own in longer)
    assert len({own for _law, own in longer}) == len(longer)


def _laying_out(events: tuple[Event, ...]) -> list[Deadline]:
    case = Case(chains()["REG"], date(2026, 1, 1), events, {"private": True})
    return [one for one in deadlines_of(case) if one.provision.id == "pbl-12-11-laying-out"]
