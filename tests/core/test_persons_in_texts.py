"""What a private person is looked for as, and all that is left alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.core.persons_in_texts import Person, Sought, telephones_in

KARI = Person(
    ["Kari Eksempel"], ["kari@eksempel.no"], "Myrveien 3, 4800 Arendal", telephones_in("Ring meg på 412 34 567.")
)


def erased(text: str, *persons: Person) -> str:
    told: str = Sought.of(persons or [KARI]).without(text, "Privatperson")
    return told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kari Eksempel vil ikke.", "Privatperson vil ikke."),
        ("KARI  EKSEMPEL og kari\neksempel", "Privatperson og Privatperson"),
        ("Eksempel, Kari får medhold.", "Privatperson får medhold."),
        ("Kari Eksempels tomt", "Privatpersons tomt"),
        ("Kari Eksempel's tomt", "Privatpersons tomt"),
        ("'Kari Eksempel' sier", "'Privatperson' sier"),
        ("Eksempel, Karis hytte", "Privatpersons hytte"),
        ("Kari og Ola Eksempel", "Privatperson og Ola Eksempel"),
        ("Ola og Kari Eksempel", "Ola og Privatperson"),
        ("Kari, Per og Ola Eksempels hus", "Privatperson, Per og Ola Eksempels hus"),
        ("Skriv til Kari@Eksempel.no.", "Skriv til Privatperson."),
        ("Kari Eksempel, Myrveien 3, 4800 Arendal, vil", "Privatperson, vil"),
        ("Kari Eksempel (Myrveien 3, 4800 Arendal) vil", "Privatperson vil"),
    ],
)
def test_she_is_found_as_people_write_her(text: str, told: str) -> None:
    assert erased(text) == told


@pytest.mark.parametrize(
    "number", ["41234567", "412 34 567", "41 23 45 67", "+47 41234567", "+47 412 34 567", "004741234567"]
)
def test_her_telephone_is_found_as_people_write_it(number: str) -> None:
    assert erased(f"Tlf. {number}.") == "Tlf. Privatperson."


@pytest.mark.parametrize(
    "text",
    [
        "Kari vil, og Eksempel vil ikke. Karis hus.",
        "Kari Eksempel-Dahl, Anne Kari Eksempelsen og Per-Kari Eksempel",
        "okari@eksempel.no og kari@eksempel.no.com",
        "Myrveien 3, 4800 Arendal reguleres til bolig.",
        "Sak 541234567, gnr. 412/34, 12 412 34 567 8 og 412345678",
        "",
    ],
)
def test_what_is_anothers_or_no_name_is_left_alone(text: str) -> None:
    assert erased(text) == text


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "Anne-Marie Dahl",
            "Anne Marie Dahl, Anne–Marie Dahls og Anne Dahl",
            "Privatperson, Privatpersons og Anne Dahl",
        ),
        ("Kari Marie Lie", "Kari-Marie Lie og Kari Marie-Lie", "Privatperson og Privatperson"),
        ("Jonas Hans", "Jonas Hans' hus", "Privatpersons hus"),
        ("Lie, Per", "Per Lie, Lie Per", "Privatperson, Privatperson"),
        (
            "Kari og Ola Nes",
            "Kari og Ola Nes. Ola & Kari Nes. Ola Nes.",
            "Privatperson og Privatperson. Privatperson & Privatperson. Privatperson.",
        ),
        ("Kari Nes og Ola Lie", "Ola Lie og Kari Nes, og Ola Lies", "Privatperson og Privatperson, og Privatpersons"),
        ("En nabo", "En nabo har rett.", "En nabo har rett."),
        ("Kari", "Kari har rett.", "Kari har rett."),
    ],
)
def test_names_of_other_kinds(name: str, text: str, told: str) -> None:
    assert erased(text, Person([name])) == told


def test_of_two_names_that_begin_alike_the_longest_goes_first() -> None:
    assert erased(
        "Kari Lie Dahl og Kari Lie", Person(["Kari Lie"], address="Langveien 3"), Person(["Kari Lie Dahl"])
    ) == ("Privatperson og Privatperson")


def test_days_and_case_numbers_are_no_telephones_and_neither_are_large_sums() -> None:
    assert telephones_in("Sak 20261234, 22.06.2026, 25 000 000 kr, org.nr. 987 654 321, 2026-11-29") == frozenset()


def test_what_holds_texts_keeps_its_shape() -> None:
    told = Sought.of([KARI]).without({"a": ["Kari Eksempel", 3, None], "Kari Eksempel": "x"}, "P")
    assert told == {"a": ["P", 3, None], "Kari Eksempel": "x"}


WORDS = st.lists(
    st.sampled_from(
        ["veien", "Kari", "Eksempel-Dahl", "Ola", "Myrveien", "3", "støy.", "«nei»", "12.06.2026", "og", "\n"]
    ),
    max_size=12,
).map(" ".join)


@given(WORDS, WORDS)
def test_the_words_around_her_are_untouched(before: str, after: str) -> None:
    assert erased(f"{before}; KARI Eksempel; {after}") == f"{before}; Privatperson; {after}"


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_written_she_is_gone_and_nothing_else_is(name: str, text: str) -> None:
    """Names are anything people type in a form; the pattern is always one that can be read."""
    told = erased(f"{text} kari eksempel ", KARI, Person([name], [f"{name}@eksempel.no"], name))
    assert not re.search(r"(?<![\w-])kari eksempel(?![\w-])", told)
