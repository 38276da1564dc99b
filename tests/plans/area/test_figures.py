import pytest

from plandugnad.plans.area.figures import FIGURES
from plandugnad.plans.area.rows import AreaRow
from plandugnad.plans.kinds import PlanType
from plandugnad.plans.words.area import dot_words, map_finding, of_all
from tests.plans.area.places import main_plan, row

NEW, OLD = main_plan(PlanType.COMMUNITY_PART, "2024"), main_plan(PlanType.COMMUNITY_PART, "2005")


@pytest.mark.parametrize(
    ("code", "given", "level"),
    [
        ("sentralitet", row("A", centrality=1), 1),
        ("sentralitet", row("A", centrality=6), 6),
        ("over", row("A", total=10, with_due=8, overdue=0), 1),
        ("over", row("A", total=10, with_due=200, overdue=1), 1),  # under one percent
        ("over", row("A", total=10, with_due=8, overdue=4), 4),
        ("over", row("A", total=10, with_due=8, overdue=8), 5),
        ("over", row("A", total=10), None),  # no plan has a date to be late for
        ("alder", row("A", NEW), 1),
        ("alder", row("A", OLD), 5),
        ("alder", row("A", total=3), None),
        ("planer", row("A", total=24), 1),
        ("planer", row("A", total=200), 5),
        ("planer", row("A"), None),
        ("mangler", row("A", total=3), 5),
        ("mangler", row("A"), None),
    ],
)
def test_each_value_falls_in_the_class_it_is_said_to(code: str, given: AreaRow, level: int | None) -> None:
    assert FIGURES[code].class_of(given) == level


@pytest.mark.parametrize("code", FIGURES)
def test_no_figure_has_more_than_six_classes_and_all_are_counted(code: str) -> None:
    figure = FIGURES[code]
    rows = [row("A", NEW, total=30, with_due=4, overdue=1), row("B"), row("C", OLD, total=300, with_due=4, overdue=4)]
    assert len(figure.classes) <= 6
    assert sum(figure.counts(rows)) == 3


@pytest.mark.parametrize("code", FIGURES)
def test_the_title_of_the_map_says_what_it_shows(code: str) -> None:
    rows = [row("A", OLD, total=300, with_due=4, overdue=4), row("B", NEW, total=30, with_due=4, centrality=1)]
    assert map_finding(rows, FIGURES[code]).startswith(("Én av 2 kommuner ", "Begge kommunene "))
    if code != "sentralitet":
        assert map_finding([row("B")], FIGURES[code]) == "Ingen planer å vise på kartet ennå"


@pytest.mark.parametrize(
    ("number", "all", "said"),
    [
        (0, 1, "Ingen kommune"),
        (0, 5, "Ingen av de 5 kommunene"),
        (1, 1, "Kommunen"),
        (1, 5, "Én av 5 kommuner"),
        (3, 5, "3 av 5 kommuner"),
        (2, 2, "Begge kommunene"),
        (357, 357, "Alle de 357 kommunene"),
    ],
)
def test_none_one_some_and_all_are_said_as_a_person_would(number: int, all: int, said: str) -> None:
    assert of_all(number, all) == said


def test_a_dot_says_its_place_and_value() -> None:
    place = row("Bodø", total=240, with_due=90, overdue=66)
    assert dot_words(place, FIGURES["over"]) == "Bodø: 73 % (66 av 90)"
    assert dot_words(place, FIGURES["alder"]) == "Bodø: ingenting å vise"
