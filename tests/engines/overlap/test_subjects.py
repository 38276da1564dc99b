"""The table of subjects holds together, and words are read as it says."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from plandugnad.engines.alike.words import form_of
from plandugnad.engines.overlap import lexicon
from plandugnad.engines.overlap.compounds import is_misspelling, made_of
from plandugnad.engines.overlap.lexicon import RELATED, SUBJECTS, spoken
from plandugnad.engines.overlap.reading import matter_of

TABLE = yaml.safe_load(Path(lexicon.__file__).with_name("subjects.yaml").read_text(encoding="utf-8"))
KINDS = {"", "tool", "sort", "place", "purpose", "part", "aspect"}


def test_a_word_is_of_one_subject() -> None:
    words = Counter(
        entry
        for key, about in TABLE["subjects"].items()
        for entry in {entry for name in ("words", "for") for entry in spoken(about.get(name, ""))}
    )
    assert [word for word, number in words.items() if number > 1] == []


def test_a_word_of_some_subject_is_not_said_to_tell_nothing() -> None:
    """But for the action part, which is a part of the municipal plan and of any plan."""
    words = {entry for about in TABLE["subjects"].values() for entry in spoken(about.get("words", ""))}
    assert words & set(spoken(TABLE["generic"])) == set()


def test_subjects_are_parts_of_and_near_subjects_there_are_and_nothing_is_a_part_of_itself() -> None:
    for subject in SUBJECTS.values():
        assert subject.kind in KINDS
        assert {*subject.part_of, *subject.near} <= SUBJECTS.keys() - {subject.key}
        assert not lexicon.is_within(subject.key, subject.key)
        assert 0 < subject.weight <= 1
    assert all(RELATED[one][other] == RELATED[other][one] for one in RELATED for other in RELATED[one])


def test_two_subjects_in_one_word_are_subjects_there_are() -> None:
    assert {key for keys in TABLE["both"].values() for key in keys.split()} <= SUBJECTS.keys()


@pytest.mark.parametrize(
    ("word", "subjects", "unknown"),
    [
        ("trafikksikkerhetsplanen", ("trafikksikkerhet",), ""),
        ("skulebruksplan", ("skolebruk",), ""),
        ("kulturminer", ("kulturminne",), ""),
        ("flyplasstrategi", ("lufthavn",), ""),
        ("kulvertplan", (), "kulv"),
        ("barnevernplan", ("barnevern",), ""),
        ("brannvernplan", ("brann",), ""),
        ("smitteutbrudd", ("smittevern",), "utbrudd"),
        ("bibliotekplanane", ("bibliotek",), ""),
    ],
)
def test_a_word_is_read_as_what_it_is_made_of(word: str, subjects: tuple[str, ...], unknown: str) -> None:
    made = made_of(form_of(word))
    assert (made.subjects, made.unknown) == (subjects, unknown)


@pytest.mark.parametrize("pair", ["integrering intregrering", "kulturminne kulturmine", "beredskap beredksap"])
def test_one_letter_wrong_in_a_long_word_is_a_misspelling(pair: str) -> None:
    one, other = pair.split()
    assert is_misspelling(one, other)
    assert is_misspelling(other, one)


@pytest.mark.parametrize("pair", ["vest fest", "helse helse", "barnevern brannvern", "næring ernæring"])
def test_short_words_and_other_words_are_not(pair: str) -> None:
    assert not is_misspelling(*pair.split())


def test_whom_and_in_what_it_is_for_stands_beside_what_it_is() -> None:
    found = matter_of("Plan mot vold mot barn")
    assert (list(found.subjects), found.only_for) == (["vold", "oppvekst"], {"oppvekst"})
    within = matter_of("Kosthold i barnehagen")
    assert (list(within.subjects), within.only_for) == (["ernæring", "barnehage"], {"barnehage"})


def test_years_property_numbers_and_whose_plan_it_is_are_not_what_it_is_about() -> None:
    found = matter_of("Skogbruksplan for Fjordvik kommune 2019–2023, gnr. 12 bnr. 4")
    assert (list(found.subjects), found.names, found.unknown, found.sides) == (["skog"], {}, {}, set())


def test_names_are_read_as_names_also_where_they_hold_a_word_we_know() -> None:
    assert list(matter_of("Reguleringsplan for Storvatnet hytteområde", is_land=True).names.values()) == ["Storvatnet"]
    assert list(matter_of("Nesset hyttefelt").names.values()) == ["Nesset"]


def test_what_a_plan_is_called_in_quotation_marks_stands_back_for_what_it_is() -> None:
    assert list(matter_of("Oppvekstplan «Sammen om kultur»").subjects) == ["oppvekst"]
    assert list(matter_of("«Sammen om kultur»").subjects) == ["kultur"]
