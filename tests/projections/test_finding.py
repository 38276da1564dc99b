"""Finding as people type: parts of long words, no marks, one's own municipality first."""

import pytest

from plandugnad.projections.finding import find, read
from plandugnad.projections.making import fill_anew
from plandugnad.regions.telling import OrganisationSource
from tests.cast import Cast
from tests.plans.builders import make_plan

pytestmark = pytest.mark.django_db


def titles(cast: Cast, name: str, words: str) -> list[str]:
    actor = cast.actor(name)
    near = [place.id for place in actor.places]
    return [entry.title for entry in read(find(actor.keys, words, near=near).keys) if entry.source == "plans.plan"]


@pytest.mark.parametrize(
    "words", ["regulering", "plan", "detaljreg", "bakkemyra", "BAKKE", "detalj myra", "2023-14", "b"]
)
def test_a_part_of_a_long_word_finds_it(cast: Cast, words: str) -> None:
    make_plan(cast.fjordvik, "Detaljreguleringsplan for Bakkemyra", case_reference="2023-14")
    assert titles(cast, "Ingrid", words) == ["Detaljreguleringsplan for Bakkemyra"]


@pytest.mark.parametrize("words", ["", "  ", "y", "myrb", "' | 'x", "a & !b", "\\", "«»", "(:*", "bokkemura"])
def test_what_is_not_there_is_not_found_and_nothing_breaks(cast: Cast, words: str) -> None:
    make_plan(cast.fjordvik, "Detaljreguleringsplan for Bakkemyra")
    assert titles(cast, "Ingrid", words) == []


def test_what_begins_so_comes_before_what_only_holds_it(cast: Cast) -> None:
    for name in ("Skoleruteplan", "Rute 7", "Ny ruteplan", "Snarveg til skoleruten"):
        make_plan(cast.fjordvik, name)
    assert titles(cast, "Ingrid", "rute") == ["Rute 7", "Ny ruteplan", "Skoleruteplan", "Snarveg til skoleruten"]


def test_my_own_municipality_comes_first(cast: Cast) -> None:
    make_plan(cast.lyngmo, "Boligplan", status="adopted")
    make_plan(cast.fjordvik, "Ny boligplan", status="adopted")
    assert titles(cast, "Ingrid", "boligplan") == ["Ny boligplan", "Boligplan"]
    assert titles(cast, "Marit", "boligplan") == ["Boligplan", "Ny boligplan"]


def test_hurried_typing_finds_what_has_other_letters(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Plan for Storåsen og Nærøy")
    assert titles(cast, "Ingrid", "storasen naeroy") == titles(cast, "Ingrid", "Storåsen Nærøy") != []


def test_a_query_takes_few_questions_to_the_database_however_many_are_found(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        make_plan(cast.fjordvik, f"Plan {number}")
    actor = cast.actor("Ingrid")
    with django_assert_max_num_queries(1):  # type: ignore[operator]
        assert len(find(actor.keys, "plan", near=[cast.fjordvik.id]).keys) == 30


@pytest.mark.parametrize("words", ["trafiksikkerhet", "trafikksikerhetsplan", "barnhagar", "Trafikksikkerhetpslan"])
def test_one_wrong_letter_is_forgiven_when_nothing_else_is_found(cast: Cast, words: str) -> None:
    make_plan(cast.fjordvik, "Trafikksikkerhetsplan")
    make_plan(cast.fjordvik, "Plan for barnehagar")
    make_plan(cast.fjordvik, "Smittevern")
    assert len(titles(cast, "Ingrid", words)) == 1


def test_what_is_asked_to_be_kept_apart_is_counted_for_itself(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Plan for Fjordvik sentrum")
    fill_anew(OrganisationSource.key)
    found = find(cast.actor("Ingrid").keys, "fjordvik", apart=[OrganisationSource.key])
    assert [entry.title for entry in read(found.apart)] == ["Fjordvik"]
    assert "Fjordvik" not in [entry.title for entry in read(found.keys)]


def test_a_long_question_is_not_answered_by_what_only_begins_like_it(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Kommunedelplan for klima og energi")
    make_plan(cast.fjordvik, "Kommunedelplan for klima og beredskap")
    assert titles(cast, "Ingrid", "kommunedelplan for klima og bered") == ["Kommunedelplan for klima og beredskap"]
