"""The same plan under different spellings, and different plans under one name."""

import pytest

from plandugnad.engines.tables import PlanRow, normalised_name, possible_duplicates, same_plan


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ungdomsplan", "Ungdoms-plan"), ("Ungdomsplan", "UNGDOMS PLAN"),
        ("Helse-, omsorgs- og velferdsplan", "Helse, omsorg og velferdsplan"),
        ("Plan for språkopplæring i barnehagane", "Plan for språkopplæring  i barnehagen"),
        ("Trafikksikkerhetsplan", "Trafikksikringsplan"),
        ("Trafikksikkerhetsplan 2018–2022", "Trafikktryggingsplan 2018-22"), ("Hovedplan vann", "Hovudplan vatn"),
        ("Skolebruksplan", "Skulebruksplan"), ("Kommuneplanens arealdel", "Kommuneplanen sin arealdel"),
        ("Plan for Elva", "Plan for Elven"), ("Plan for elva", "Plan for elven"), ("Plan for vegen", "Plan for veg"),
        ("Kommunedelplan Vika", "Kommunedelplan Viken"), ("Plan for Skole", "Plan for skolen"),
        ("«Kulturplan»", "Kulturplan."), ("1.2 Kulturplan", "Kulturplan"),
    ],
)  # fmt: skip
def test_the_same(one: str, other: str) -> None:
    assert normalised_name(one) == normalised_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Helseplan", "Omsorgsplan"), ("Ruteplan 2023", "Ruteplan 2024"), ("Hovedplan vann", "Hovedplan avløp"),
        ("Plan for vei 1", "Plan for vei 2"),
    ],
)  # fmt: skip
def test_not_the_same(one: str, other: str) -> None:
    assert normalised_name(one) != normalised_name(other)


def test_periods_must_be_equal_where_both_have_one() -> None:
    first, second, unknown = (
        PlanRow(1, "Planstrategi", period=(2020, 2023)),
        PlanRow(2, "Planstrategi", period=(2024, 2027)),
        PlanRow(3, "planstrategi"),
    )
    assert not same_plan(first, second)
    assert same_plan(first, unknown)
    assert possible_duplicates([first, second]) == ()
    assert possible_duplicates([first, unknown]) == ((1, 3),)
    assert possible_duplicates([first, second, unknown]) == (), "it may be either"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Reguleringsplan Sand", "Reguleringsplan Sande"), ("Reguleringsplan Lunde", "Reguleringsplan Lund"),
        ("Detaljregulering Strande", "Detaljregulering Strand"), ("REGULERINGSPLAN SANDE", "Reguleringsplan Sand"),
        ("Reguleringsplan Vike", "Reguleringsplan Vika"),
    ],
)  # fmt: skip
def test_two_places_with_almost_one_name_are_two_plans(one: str, other: str) -> None:
    first, second = PlanRow(1, one), PlanRow(2, other)
    assert not same_plan(first, second)
    assert possible_duplicates([first, second]) == ()


def test_each_period_of_one_name_has_its_own_group() -> None:
    rows = [PlanRow(number, "Handlingsplan", period=(2000 + number % 3, 2010)) for number in range(1, 7)]
    assert possible_duplicates(rows) == ((1, 4), (2, 5), (3, 6))


def test_each_of_two_places_may_still_stand_twice() -> None:
    names = ["Reguleringsplan Sand", "Reguleringsplan Sande", "reguleringsplan  Sand", "Regulerings-plan Sande"]
    rows = [PlanRow(number, name) for number, name in enumerate(names, start=1)]
    assert possible_duplicates(rows) == ((1, 3), (2, 4))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Reguleringsplan Elva", "Reguleringsplan Elven"), ("Plan for SKOLE", "Plan for skole"),
     ("Kommunal planstrategi", "Kommunale planstrategi"),
     ("Plan for Skole og Barnehage", "Plan for skole og barnehage")],
)  # fmt: skip
def test_inflection_and_capitals_make_no_other_plan(one: str, other: str) -> None:
    assert same_plan(PlanRow(1, one), PlanRow(2, other))
