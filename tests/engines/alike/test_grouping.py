"""Which texts are put together, and which never are."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandugnad.engines.alike import AlikeGroup, groups_of
from plandugnad.engines.alike.joining import join
from plandugnad.engines.alike.wishes import Wish
from tests.bench.alike import planted
from tests.engines.alike.quality import labelled, quality

LETTER = (
    "Jeg heter {name}. Jeg protesterer mot vindkraftverket på Høgfjellet. Turbinene ødelegger utsikten, driver bort "
    "fuglene og tar fra oss det siste urørte fjellet. Kommunen må si nei."
)
WORDS = ("fjellet", "hytter", "støy", "veien", "mot", "støtter", "skolen", "jorda", "reinen", "ikke", "vernes")
sentences = st.lists(st.sampled_from(WORDS), min_size=0, max_size=8).map(" ".join)
texts = st.lists(sentences, max_size=14).map(lambda said: [(f"{place:02}", text) for place, text in enumerate(said)])


def together(*said: str) -> bool:
    groups = groups_of([(str(place), text) for place, text in enumerate(said)])
    return [len(group.members) for group in groups] == [len(said)]


@pytest.mark.parametrize(
    "said",
    [
        ("Skoleveien langs Elvegata er farlig.", "Skoleveien langs Elvegata er farlig."),
        ("Skoleveien langs Elvegata er farlig.", "SKOLEVEIEN langs Elvegata er farlig!"),
        ("Skoleveien langs Elvegata er farlig.", "Skulevegen langs Elvegata er farleg."),
        ("Nei til høyhus ved torget.", "Me seier nei til høghus ved torget."),
        ("Bevar badeplassen i Sandbukta.", "Badeplassen i Sandbukta må bevares for barna."),
        (LETTER.format(name="Kari Nilsen"), LETTER.format(name="Ola Berg"), LETTER.format(name="Siri Dahl")),
        (LETTER.format(name="Kari Nilsen"), LETTER.format(name="Ola Berg") + " Jeg har gått tur der hele livet."),
    ],
)
def test_these_are_one_group(said: tuple[str, ...]) -> None:
    assert together(*said)


@pytest.mark.parametrize(
    "said",
    [
        ("Vi støtter hyttefeltet ved Storvatnet.", "Vi er mot hyttefeltet ved Storvatnet."),
        ("Støyen om natta må stanse.", "Matjorda på Nes må vernes."),
        ("Ja til tunnel under Kirkebakken.", "Nei til tunnel under Kirkebakken."),
        ("", ""),
        ("   ", "?!"),
    ],
)
def test_these_are_not(said: tuple[str, ...]) -> None:
    assert groups_of([(str(place), text) for place, text in enumerate(said)]) == []


def test_whoever_is_for_and_whoever_is_against_are_not_joined_by_one_who_says_neither() -> None:
    chain = [
        "Vi støtter hyttefeltet ved Storvatnet",
        "Hyttefeltet ved Storvatnet",
        "Vi er mot hyttefeltet ved Storvatnet",
    ]
    assert not together(*chain)


def test_a_chain_of_texts_each_like_the_next_does_not_become_one_group() -> None:
    pairs = {(place, place + 1): 0.5 for place in range(9)}
    assert max(len(group) for group in join([1] * 10, [Wish()] * 10, pairs, 0.4)) == 2


def test_two_groups_that_are_alike_on_average_are_joined() -> None:
    pairs = {(0, 1): 0.9, (2, 3): 0.9, (0, 2): 0.5, (0, 3): 0.5, (1, 2): 0.5, (1, 3): 0.3}
    assert join([1] * 4, [Wish()] * 4, pairs, 0.4) == [[0, 1, 2, 3]]
    assert join([1] * 4, [Wish()] * 4, pairs, 0.5) == [[0, 1], [2, 3]]


def test_a_large_group_counts_as_many_as_it_is() -> None:
    """The nine say it is not the same as the third; the one that thinks so does not outvote them."""
    pairs = {(0, 1): 0.9, (1, 2): 0.8}
    assert join([9, 1, 1], [Wish()] * 3, pairs, 0.3) == [[0, 1], [2]]


def test_the_group_is_named_after_the_one_that_is_most_like_the_others() -> None:
    said = ["Bevar badeplassen i Sandbukta", "Badeplassen i Sandbukta må bevares for barna", "Sandbukta badeplass"]
    [group] = groups_of([(text, text) for text in said])
    assert group.medoid == said[0]
    assert group.members[0].likeness == 1


def test_a_letter_with_another_name_is_nearly_the_same() -> None:
    [group] = groups_of([("a", LETTER.format(name="Kari Nilsen")), ("b", LETTER.format(name="Ola Berg"))])
    assert group.members[1].likeness > 0.8


def test_two_texts_with_one_id_are_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="same id"):
        groups_of([("a", "støy"), ("a", "støy")])


def test_progress_goes_forward_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    groups_of([(one.id, one.text) for one in labelled()], progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] == 3 * len(labelled())


@given(texts, st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_texts_come_in_changes_nothing(said: list[tuple[str, str]], chance: object) -> None:
    shuffled = list(said)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert groups_of(shuffled) == groups_of(said)


@given(texts)
@settings(max_examples=60, deadline=None)
def test_a_text_is_in_one_group_at_most_and_a_likeness_is_between_0_and_1(said: list[tuple[str, str]]) -> None:
    groups = groups_of(said)
    members = [member for group in groups for member in group.members]
    assert len({member.id for member in members}) == len(members)
    assert {member.id for member in members} <= {id for id, _text in said}
    assert all(0 <= member.likeness <= 1 for member in members)
    assert all(_is_ordered(group) for group in groups)


@given(st.lists(st.text(max_size=60), max_size=10))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_asked_about(said: list[str]) -> None:
    groups_of([(str(place), text) for place, text in enumerate(said)])


def _is_ordered(group: AlikeGroup) -> bool:
    likenesses = [member.likeness for member in group.members[1:]]
    return likenesses == sorted(likenesses, reverse=True)


def test_the_same_thousand_points_are_the_same_groups_whatever_their_order() -> None:
    points = [(one.id, one.text) for one in planted(1_000)]
    assert groups_of(points) == groups_of(points[::-1])


def test_campaigns_among_a_thousand_points_are_each_one_group() -> None:
    points = planted(1_000)
    campaigns = {one.group: 0 for one in points if one.text.startswith("Jeg heter")}
    for group, one in itertools.product(campaigns, points):
        campaigns[group] += one.group == group
    found = [len(group.members) for group in groups_of([(one.id, one.text) for one in points])]
    assert sorted(campaigns.values()) == [15, 40, 90]
    assert found[:2] == [90, 40]


def test_what_a_person_has_grouped_by_hand_is_found_again_with_few_mistakes() -> None:
    """Measured in docs/measurements.md, on the half the threshold was not chosen by."""
    told = quality(labelled("try"))
    assert told.precision >= 0.9
    assert told.recall >= 0.7
