"""From the words of an arena to what its meetings are made from."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from django.utils.translation import override

from plandugnad import worksheets
from plandugnad.agreements.arenas import agenda_of, first_day, is_in_turn, proposal
from plandugnad.agreements.choices import CHOICES, to_reader
from plandugnad.agreements.models import Arena
from plandugnad.meetings.quiet import quiet_time


def test_the_fixed_agenda_is_taken_apart_where_people_would() -> None:
    assert agenda_of("En runde. Ett spørsmål til de andre. Noe som haster?") == [
        "En runde",
        "Ett spørsmål til de andre",
        "Noe som haster?",
    ]
    assert agenda_of("Målene, spillereglene, kapasitet") == ["Målene", "Spillereglene", "Kapasitet"]
    assert agenda_of("Én\n\nTo; tre") == ["Én", "To", "Tre"]
    assert agenda_of(" ") == []


@pytest.mark.parametrize("month", range(1, 13))
def test_a_rhythm_by_months_begins_where_it_misses_july(month: int) -> None:
    for code, every in (("bimonthly", 2), ("quarterly", 3), ("twice_a_year", 6), ("yearly", 12)):
        first = first_day(code, date(2027, month, 15))
        assert first > date(2027, month, 15)
        assert (first.month - 7) % every


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Kommunene på omgang", True),
        ("Går på omgang", True),
        ("Leiarane på omgang", True),
        ("Etter tur", True),
        ("Koordinatoren", False),
        ("Turistkontoret", False),
        ("", False),
    ],
)
def test_turns_are_heard_in_the_words(words: str, told: bool) -> None:
    assert is_in_turn(words) is told


def test_the_choices_are_called_what_the_worksheet_calls_them() -> None:
    definition = yaml.safe_load((Path(worksheets.__file__).parent / "definitions" / "meetings.yaml").read_text("utf-8"))
    columns = {one["id"]: one for one in definition["blocks"][0]["columns"]}
    for kind, column in (("rhythm", "how_often"), ("venue", "place"), ("participants", "who")):
        named = {one["id"]: tuple(one["title"].values()) for one in columns[column]["choices"]}
        assert CHOICES[kind] == named


def test_a_choice_is_read_in_ones_own_language_and_a_regions_own_as_it_is_written() -> None:
    with override("nn"):
        assert to_reader("rhythm", "Hver måned") == "Kvar månad"
        assert to_reader("participants", "Planleggere, Kystvakten, Others") == "Planleggjarar, Kystvakten, Andre"


def test_nobody_prepares_and_a_meeting_both_ways_is_at_no_place() -> None:
    for words in ("Ingen", "ingen.", "Nobody", "–"):
        said = proposal(Arena(prepares=words, venue="Begge deler", chairs="Koordinatoren"), date(2027, 1, 1))
        assert (said["prepares"], said["preparer"], said["venue"]) == ("words", "", "")
        assert said["chair"] == "Koordinatoren"


def test_the_week_before_easter_and_from_23_december_are_quiet() -> None:
    quiet = [day for number in range(365) if quiet_time(day := date(2027, 1, 1) + timedelta(days=number))]
    assert quiet == [
        date(2027, 1, 1),
        *(date(2027, 3, number) for number in range(22, 28)),
        *(date(2027, 12, number) for number in range(23, 32)),
    ]
