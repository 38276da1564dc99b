"""Which plans are offered first when one is to be chosen."""

from uuid import UUID, uuid4

import pytest

from plandugnad.engines.tables.when import When
from plandugnad.plans.choosing.ranking import (
    MOST_FOUND,
    MOST_OFFERED,
    Candidate,
    Choices,
    about_words,
    linked_to,
    parents_for,
)


def plan(
    name: str, plan_type: str = "theme_plan", status: str = "adopted", adopted: int = 0, **more: object
) -> Candidate:
    year = When.of_year(adopted) if adopted else None
    return Candidate(uuid4(), name, plan_type, "adopted", year, **more)  # type: ignore[arg-type]


def names(choices: Choices) -> list[str]:
    return [each.name for each in choices.shown]


STRATEGY = plan("Planstrategi 2024", "planning_strategy", adopted=2024)
COMMUNITY = plan("Samfunnsdelen", "community_part", adopted=2023)
OLD_COMMUNITY = plan("Samfunnsdelen 2011", "community_part", adopted=2011)
LAND = plan("Arealdelen", "land_use_part", adopted=2018)
MAIN = [OLD_COMMUNITY, LAND, STRATEGY, COMMUNITY]


def test_the_place_the_hierarchy_gives_a_plan_comes_first_and_the_newest_of_several() -> None:
    choices = parents_for("theme_plan", "Temaplan for klima", (), MAIN)
    assert [each.name for each in choices.likely] == ["Samfunnsdelen", "Samfunnsdelen 2011", "Planstrategi 2024"]
    assert [each.name for each in choices.others] == ["Arealdelen"]


def test_a_zoning_plan_hangs_under_the_land_use_part() -> None:
    assert names(parents_for("zoning_detail", "Detaljregulering for Vika", (), MAIN))[0] == "Arealdelen"


def test_of_what_is_not_above_by_type_a_plan_on_the_same_theme_comes_first() -> None:
    candidates = [*MAIN, plan("Temaplan for skog"), plan("Oppvekstplan", themes=("Klima",))]
    assert parents_for("theme_plan", "Tiltak for klima", (), candidates).others[0].name == "Oppvekstplan"


def test_the_edition_before_is_the_likeliest_to_be_replaced() -> None:
    older = plan("Temaplan for friluftsliv 2015–2019", adopted=2015)
    candidates = [COMMUNITY, plan("Temaplan for kultur"), plan("Statlig sikra friluftsområder", "other"), older]
    choices = linked_to("theme_plan", "Temaplan for friluftsliv 2020–2024", (), candidates)
    assert [each.name for each in choices.likely] == ["Temaplan for friluftsliv 2015–2019"]
    assert choices.others[0].name == "Temaplan for kultur"


def test_one_common_word_does_not_join_a_zoning_plan_and_a_theme() -> None:
    zoning = plan("Detaljregulering for Vika skole", "zoning_detail")
    assert linked_to("theme_plan", "Plan mot mobbing i skole", (), [zoning]).likely == ()
    assert linked_to("zoning_detail", "Områdeplan for skole", (), [zoning]).likely == (zoning,)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("samfunn", ["Samfunnsdelen", "Samfunnsdelen 2011"]),
        ("SAMFUNN 2011", ["Samfunnsdelen 2011"]),
        ("2018", ["Arealdelen"]),
        ("finnes ikke", []),
    ],
)
def test_a_search_finds_by_name_and_year(query: str, found: list[str]) -> None:
    assert names(parents_for("theme_plan", "Klimaplan", (), MAIN, query)) == found


def test_before_a_search_a_few_are_offered_and_after_it_never_more_than_twenty() -> None:
    many = [plan(f"Detaljregulering {number}", "zoning_detail") for number in range(300)]
    offered, found = linked_to("", "Ny", (), many), linked_to("", "Ny", (), many, "detalj")
    assert (len(offered.shown), len(found.shown)) == (MOST_OFFERED, MOST_FOUND)
    assert found.has_more
    assert found.total == 300


def test_words_that_stand_in_all_names_and_years_tell_nothing() -> None:
    assert about_words("Kommunedelplan for vann og avløp 2020–2030") == {"vann", "avlop"}


def test_a_plan_of_no_type_is_offered_the_plans_that_lead_the_others() -> None:
    assert names(parents_for("", "Retningslinjer", (), MAIN))[0] == "Planstrategi 2024"


def test_a_candidate_is_told_by_its_id() -> None:
    assert isinstance(COMMUNITY.id, UUID)
