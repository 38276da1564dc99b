"""Who wants a thing and who does not want it are told apart, and who wants the same is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.engines.alike import groups_of
from plandugnad.engines.alike.wishes import Wish, wish_of
from plandugnad.engines.alike.words import said_words

OTHERS = (
    "Parkeringen er full.", "Barnehagen trenger uteplass.", "Støyen fra motorveien plager oss.",
    "Flomvern langs elva må utredes.", "Kulturminnene på Neset må vises.", "Lekeplassen må få gjerde.",
)  # fmt: skip


def wish(said: str) -> Wish:
    return wish_of(said_words(said))


def are_grouped(one: str, other: str) -> bool:
    texts = [("one", one), ("other", other), *((f"{place}", said) for place, said in enumerate(OTHERS))]
    return any({"one", "other"} <= {member.id for member in group.members} for group in groups_of(texts))


@pytest.mark.parametrize(
    ("said", "side"),
    [
        ("Vi støtter planen", 1),
        ("Me støttar planen", 1),
        ("Vi er mot planen", -1),
        ("Me seier nei", -1),
        ("Vi støtter ikke planen", -1),
        ("Vi er ikke imot planen", 1),
        ("Vi støtter planen, men fjellet tåler ikke flere hytter", 0),
        ("Vi er for veien og mot bruen", -1),
        ("Vi støtter veien og er mot bruen", 0),
        ("Fjellet tåler ikke mer", -1),
        ("Veien er smal", 0),
    ],
)
def test_what_is_for_and_what_is_against(said: str, side: int) -> None:
    assert wish(said).side == side


def test_to_keep_and_to_take_away_are_opposed_and_a_no_turns_it_about() -> None:
    keep, go, turned = wish("behold stien"), wish("fjern stien"), wish("stien må ikke fjernes")
    assert (keep.aim, go.aim, turned.aim) == (1, -1, 1)
    assert keep.is_opposed_to(go)
    assert not keep.is_opposed_to(turned)
    assert wish("Skolen må legges ned").aim == -1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tunnelen under fjorden må bygges.", "Tunnelen under fjorden må ikke bygges."),
        ("Tunnelen under fjorden må byggjast.", "Tunnelen under fjorden bør ikke bygges."),
        ("Vi vil ha tunnel under fjorden, den sparer folk for ferja.", "Vi vil ikke ha tunnel under fjorden."),
        ("Byggehøyden bør senkes til tre etasjer.", "Byggehøyden bør heves til fem etasjer."),
        ("Det må tillates hytter ved Storvatnet.", "Det må ikke tillates hytter ved Storvatnet."),
        ("Det må tillates hytter ved Storvatnet.", "Hytter ved Storvatnet må forbys."),
        ("Skolen i grenda må få bestå.", "Skolen i grenda må legges ned."),
        ("Det er positivt at FB7 blir tatt ut.", "Det er dumt at FB7 blir tatt ut."),
        ("Jeg støtter forslaget om ny vei.", "Jeg støtter ikke forslaget om ny vei."),
        ("Feltet bør tas ut av planen.", "Feltet bør ikke tas ut av planen."),
    ],
)
def test_for_and_against_the_same_thing_are_never_put_together(one: str, other: str) -> None:
    assert wish(one).is_opposed_to(wish(other))
    assert not are_grouped(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tunnelen under fjorden må ikke bygges.", "Tunnelen under fjorden må ikkje byggjast."),
        ("Det må ikke bygges flere hytter ved Storvatnet.", "Hyttebyggingen ved Storvatnet må stanses."),
        ("Elvegata må få fortau.", "Det må bygges fortau i Elvegata."),
        ("Barna kan ikke gå trygt langs Elvegata.", "Barna må kunne gå trygt langs Elvegata."),
        ("Trafikken i Elvegata vil øke.", "Trafikken i Elvegata må reduseres."),
    ],
)
def test_who_wants_the_same_in_other_words_is_not_opposed(one: str, other: str) -> None:
    assert not wish(one).is_opposed_to(wish(other))


SAID = ("må", "ikke", "bygges", "bør", "heves", "senkes", "vil", "ha", "vei", "mot", "støtter", "fjernes", "bestå")
words = st.lists(st.sampled_from(SAID))


@given(words, words)
def test_being_opposed_is_mutual_and_nobody_is_opposed_to_herself(one: list[str], other: list[str]) -> None:
    mine, theirs = wish_of(one), wish_of(other)
    assert mine.is_opposed_to(theirs) == theirs.is_opposed_to(mine)
    assert not mine.is_opposed_to(mine)


@given(words, words, words)
def test_who_is_opposed_to_one_of_two_is_opposed_to_both_together(
    one: list[str], other: list[str], third: list[str]
) -> None:
    mine, theirs, against = wish_of(one), wish_of(other), wish_of(third)
    if not mine.is_opposed_to(theirs) and theirs.is_opposed_to(against):
        assert mine.with_those_of(theirs).is_opposed_to(against)
