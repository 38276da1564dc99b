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
