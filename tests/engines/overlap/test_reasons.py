"""Why two plans are said to overlap."""

import pytest

from plandugnad.engines.overlap import Portrait, Reason, Why, overlapping


def reasons(one: Portrait, other: Portrait) -> dict[Why, Reason]:
    [found] = overlapping([one, other])
    return {reason.why: reason for reason in found.reasons}


def test_words_are_given_as_they_were_written_in_each() -> None:
    found = reasons(Portrait("a", "Klima- og energiplan"), Portrait("b", "Plan for klimaet"))
    assert found[Why.SHARED_WORDS].words == (("Klima", "klimaet"),)
    synonyms = reasons(Portrait("a", "Trafikksikkerhetsplan"), Portrait("b", "Trafikktryggingsplan"))
    assert synonyms[Why.SHARED_WORDS].words == (("Trafikksikkerhetsplan", "Trafikktryggingsplan"),)
    assert Why.SAME_TITLE not in synonyms


@pytest.mark.parametrize(
    "other", ["Plan for folkehelse", "FOLKEHELSEPLANEN", "Rullering av folkehelseplan", "Folkehelsestrategi"]
)
def test_a_title_that_differs_in_years_forms_and_words_for_plans_is_the_same(other: str) -> None:
    assert Why.SAME_TITLE in reasons(Portrait("a", "Folkehelseplan 2019–2023"), Portrait("b", other))


def test_a_word_only_the_text_says_is_not_written_anywhere() -> None:
    told = Portrait(
        "a", "Vi bryr oss", text="Fattigdom blant barn skal ned. Barnefattigdom og familier med lav inntekt."
    )
    found = reasons(told, Portrait("b", "Handlingsplan mot barnefattigdom"))
    assert found[Why.SHARED_WORDS].words == (("", "barnefattigdom"),)


def test_themes_that_both_are_marked_with_are_told() -> None:
    found = reasons(
        Portrait("a", "Klimaplan", themes=("Klima",)), Portrait("b", "Energiplan", themes=("klima", "vann"))
    )
    assert found[Why.SHARED_THEMES].words == (("Klima", "klima"),)


def test_the_place_is_told() -> None:
    one, other = "Detaljregulering Nesset hyttefelt", "Reguleringsplan for Nesset hytteområde"
    found = reasons(Portrait("a", one, "zoning_detail"), Portrait("b", other, "zoning_detail"))
    assert found[Why.SAME_PLACE].words == (("Nesset", "Nesset"),)


@pytest.mark.parametrize(
    ("one", "other", "elaborating"),
    [
        ("Omsorgsplan", "Demensplan", "b"),
        ("Hovedplan vann", "Hovedplan vann og avløp", "a"),
        ("Kommunedelplan for folkehelse", "Handlingsplan for folkehelse", "b"),
        ("Plan for kompetanse i helse og omsorg", "Kompetanseplan", "a"),
        ("Trafikksikkerhetsplan", "Trafikktryggingsplan", ""),
        ("Økonomiplan", "Økonomiplan med handlingsdel", ""),
    ],
)
def test_the_one_that_is_a_part_of_the_other_or_carries_it_out_is_named(one: str, other: str, elaborating: str) -> None:
    found = reasons(Portrait("a", one), Portrait("b", other))
    assert (found[Why.ELABORATES].elaborating if Why.ELABORATES in found else "") == elaborating
