"""What of a letter is no point: how people greet and close in bokmål and nynorsk, and all that only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.consultations.points.courtesies import courtesies
from plandugnad.consultations.points.spans import paragraphs

MATTER = "Veien er for smal. Flytt den mot nord."


def left_out(*said: str, names: tuple[str, ...] = ("Kari Eksempel", "kari@eksempel.no")) -> list[str]:
    text = "\n\n".join(said)
    return [one.of(text) for one in courtesies(text, paragraphs(text), names)]


@pytest.mark.parametrize(
    "greeting",
    [
        "Hei", "Hei!", "Hei,", "Heisann", "Hallo.", "God dag", "Goddag!", "Hei alle sammen", "Hei alle saman!",
        "Hei igjen", "Hei 🌊 kommune.",
        "Hei Fjordvik kommune!", "Til Fjordvik kommune", "Til\nFjordvik kommune\nPostboks 1", "Kjære kommune",
        "Kjære planavdelinga i Fjordvik", "Kjære ordfører Tore Eksempel,", "Hei dere", "Hei på dykk", "Hello",
        "Dear Sir",
    ],
)  # fmt: skip
def test_a_greeting_is_left_out(greeting: str) -> None:
    assert left_out(greeting, MATTER) == [greeting]


@pytest.mark.parametrize(
    "closing",
    [
        "Hilsen", "Hilsen Kari", "Mvh", "MVH Kari Eksempel", "mvh.\nKari", "Vh Kari", "Med vennlig hilsen",
        "Med vennlig hilsen\nKari Eksempel",
        "Med venleg helsing\nKari Eksempel\nNeset 3, 9999 Fjordvik\ntlf. 412 34 567",
        "Beste helsing Kari", "Vennlig hilsen Neset vel v/ styreleder Kari Eksempel", "Helsing frå naboane på Neset",
        "Hilsen familien Eksempel", "Hilsen Kari og Ola", "Med helsing,\n\nKari Eksempel\n\nNeset 3",
        "Vennlig hilsen\n\nKari Eksempel\nkari@eksempel.no | www.neset.no | +47 412 34 567", "Best regards, Kari",
        "På forhånd takk!", "På førehand takk", "Takk for oppmerksomheten.", "Takk for merksemda!\n\nHelsing Kari",
        "Takk for at dere leser.\n\nMvh Kari", "Kari Eksempel", "Kari Eksempel\nNeset 3",
        "Grunneier Kari Eksempel, gnr. 4 bnr. 2",
    ],
)  # fmt: skip
def test_thanks_closing_and_signature_are_left_out(closing: str) -> None:
    assert left_out("Hei", MATTER, closing) == ["Hei", *closing.split("\n\n")]


@pytest.mark.parametrize(
    "said",
    [
        "Hei, vi vil ikke ha veien.", "Hei dere må stanse veien", "Hei. Flytt veien.", "Til høsten må veien flyttes",
        "Til Neset må det komme vei", "Kjære", "Heia Fjordvik!", "Heis i kaihuset",
        "Hilsen fra oss som vil ha veien bort.",
        "Mvh. Veien må flyttes.", "Hilsenen fra kommunen var kort", "Takk for forslaget, men veien må flyttes.",
        "Bevar Neset", "Stans Fjordveien!", "Neset 3 og Neset 4", "HEI DERE MÅ STANSE VEIEN",
        "HILSEN OSS SOM VIL BO HER", "Ola Eksempel er for planen.",
    ],
)  # fmt: skip
def test_what_says_something_is_a_paragraph_first_and_last(said: str) -> None:
    assert left_out(said, MATTER) == []
    assert left_out(MATTER, said) == []


def test_a_closing_with_more_of_the_matter_behind_it_is_left_out_no_more_than_that() -> None:
    assert left_out(MATTER, "Hilsen Kari", "PS: Snøen må også ha plass.") == []
    assert left_out(MATTER, "Med vennlig hilsen", "Kari Eksempel", "Vi vil gjerne ha svar.") == []


def test_a_greeting_in_the_middle_is_a_paragraph() -> None:
    assert left_out(*[MATTER] * 4, "Hei", MATTER) == []


def test_a_text_that_is_nothing_else_is_taken_as_it_is() -> None:
    assert left_out("Hei", "Hilsen Kari") == []
    assert left_out("Kari Eksempel") == []
    assert courtesies("", []) == []


def test_lines_are_looked_at_where_there_are_no_empty_ones_between() -> None:
    text = f"Hei\n{MATTER}\nHelsing Kari\nNeset 3"
    assert [one.of(text) for one in courtesies(text, paragraphs(text))] == ["Hei", "Helsing Kari", "Neset 3"]


@given(
    st.lists(
        st.sampled_from(["Hei", "Mvh", "Kari Eksempel", MATTER, "Takk", "§ 4", "…", "Til", "takk for sist"]), max_size=9
    )
)
def test_whatever_is_written_what_is_left_out_are_paragraphs_of_it_and_never_all(said: list[str]) -> None:
    text = "\n\n".join(said)
    parts = paragraphs(text)
    found = courtesies(text, parts, ["Kari Eksempel"])
    assert set(found) <= set(parts)
    assert len(found) < len(parts) or not parts
    assert all(MATTER not in one.of(text) for one in found)
