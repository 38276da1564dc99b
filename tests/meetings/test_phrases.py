"""Who prepares may be described and not named: it reads as a sentence, and counts as nobody in the rotation."""

from datetime import date

import pytest

from plandugnad.agreements.queries.year import year_of
from plandugnad.meetings.calendar_file import written
from plandugnad.meetings.leading import Leader, Leaders, is_phrase
from plandugnad.meetings.queries.calendar import lines_of
from tests.agreements.test_arenas import YEAR, an_arena, client_of, meetings, set_up
from tests.cast import Cast


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("Den som eier saken", True),
        ("Den som eig saka", True),
        ("Ein som ikkje er med i saka", True),
        ("De som har forberedt", True),
        ("To kommuner sammen", True),
        ("The owner of the case", True),
        ("Én fra Fjordvik", True),
        ("Koordinatoren", False),
        ("De Vries", False),
        ("Kåre Eksempel", False),
        ("To", False),
        ("Alle", False),
        ("", False),
    ],
)
def test_what_describes_somebody_is_told_from_a_name(words: str, is_one: bool) -> None:
    assert is_phrase(words) is is_one


def test_a_phrase_goes_on_from_what_it_says_and_a_name_comes_after_a_colon() -> None:
    told = Leaders(Leader("Lyngmo"), Leader("Den som eier saken", is_phrase=True))
    assert told.words == "Leder: Lyngmo. Forberedes av den som eier saken"
    assert told.lines == [("Leder", "Lyngmo"), ("Forberedes av", "den som eier saken")]
    other = Leaders(Leader("En som ikke er med i saken", is_phrase=True), None)
    assert other.words == "Ledes av en som ikke er med i saken"


@pytest.mark.django_db
def test_a_phrase_is_read_on_the_page_the_list_and_the_calendar_and_counted_as_nobody(cast: Cast) -> None:
    arena = an_arena(cast)
    set_up(cast, arena, prepares="words", preparer="Den som eier saken")
    found, ingrid = meetings(), client_of(cast, "Ingrid")
    page = ingrid.get(f"/moter/{found[0].pk}/").text
    assert "<dt>Forberedes av</dt><dd><bdi>den som eier saken</bdi></dd>" in page
    place = f"/samarbeid/{cast.ytre_fjord.id}"
    for address in (f"{place}/moter/?aar={YEAR}", f"{place}/motearenaer/"):
        assert "Forberedes av den som eier saken" in ingrid.get(address).text, address
    file = written("Møter", lines_of(cast.actor("Ingrid").keys, date(YEAR, 1, 1))).decode().replace("\r\n ", "")
    assert "Forberedes av den som eier saken" in file
    turns = year_of(cast.ytre_fjord, YEAR, date(YEAR, 1, 1)).turns
    assert {one.name for one in turns} == {cast.fjordvik.name, cast.lyngmo.name}
    assert sum(one.prepares for one in turns) == 0
