from datetime import date

from django.utils import translation

from plandugnad.web.year import Deadline, year_ahead

TODAY = date(2026, 11, 21)


def test_the_line_begins_with_this_month_and_is_twelve_months_long() -> None:
    months = year_ahead([Deadline("Kulturplan", date(2027, 1, 5))], TODAY)
    assert " ".join(month.letters for month in months) == "nov des jan feb mar apr mai jun jul aug sep okt"
    assert [month.new_year for month in months if month.new_year] == [2027]
    places = [month.at_percent for month in months]
    assert places == sorted(places)
    assert 0 < places[0] < places[-1] < 100


def test_a_plan_stands_in_the_month_it_must_be_done_by() -> None:
    months = year_ahead(
        [
            Deadline("For sen", date(2026, 11, 20)),
            Deadline("I dag", TODAY),
            Deadline("I år", date(2026, 12, 31)),
            Deadline("Siste dag", date(2027, 10, 31)),
            Deadline("Etter linjen", date(2027, 11, 1)),
        ],
        TODAY,
    )
    assert {month.name: month.plans for month in months if month.plans} == {
        "november 2026": ("I dag",),
        "desember 2026": ("I år",),
        "oktober 2027": ("Siste dag",),
    }


def test_many_plans_in_one_month_are_counted_and_the_first_are_named() -> None:
    months = year_ahead([Deadline(f"Plan {number}", TODAY) for number in range(5)], TODAY)
    assert len(months[0].plans) == 5
    assert months[0].told == "Plan 0, Plan 1, Plan 2 …"


def test_nothing_to_come_gives_no_line() -> None:
    assert year_ahead([Deadline("For sen", date(2020, 1, 1))], TODAY) == ()


def test_the_months_are_written_in_nynorsk_too() -> None:
    with translation.override("nn"):
        assert year_ahead([Deadline("Kulturplan", TODAY)], TODAY)[0].name == "november 2026"
