"""A rule for file names, as people write it: what is understood, what is said of the rest, and the laws it keeps."""

from datetime import date

import pytest
from hypothesis import example as also
from hypothesis import given
from hypothesis import strategies as st

from plandugnad.archive.naming import NamePart, Rule, Surroundings, example, follows
from plandugnad.archive.reading.rule_words import MOST_PARTS, Aside, read_rule
from plandugnad.archive.wording import aside_words, rule_words

PARTS = {
    "D": NamePart.DATE,
    "Y": NamePart.YEAR,
    "P": NamePart.PLACE,
    "T": NamePart.PLAN_TYPE,
    "K": NamePart.KIND,
    "N": NamePart.TITLE,
    "V": NamePart.VERSION,
}
PLACES = ("Fjordvik", "Nordre Land")
AROUND = Surroundings("Ytre Fjord", date(2027, 3, 1), PLACES)
LINE, DASH, SPACE = "_", " - ", " "


@pytest.mark.parametrize(
    ("words", "parts", "separator"),
    [
        ("dato_kommune_tittel", "DPN", LINE),
        ("ÅÅÅÅ-MM-DD Kommune Tittel", "DPN", SPACE),
        ("[år] – plantype – tittel", "YTN", DASH),
        ("2026-03-12_Fjordvik_Referat", "DPKN", LINE),
        ("2026-03-12_Nordvåg_Referat", "DNK", LINE),
        ("Dato – møte", "DN", DASH),
        ("Mal – tema – år", "KNY", DASH),
        ("År – tema – stad", "YNP", DASH),
        ("År – avtale – kommune", "YKPN", DASH),
        ("2027-05-12 Oppstartsmøte Kaiområdet", "DN", SPACE),
        ("Til dømes: 2027-05-12 Nordre Land kommune.docx", "DPN", SPACE),
        ("Begynn med dato, så kommune og til slutt tittel", "DPN", LINE),
        ("først dato og så namn på kommunen", "DPN", SPACE),
        ("Vi skriver dato først, så kommune", "DPN", LINE),
        ("Me skriv alltid kommune, tittel og til slutt versjon", "PNV", LINE),
        ("Kommune og tittel, med dato først", "DPN", LINE),
        ("kommunenr_plannavn_v1", "PNV", LINE),
        ("Kommunenavn + dato + hva saken gjelder", "PDN", LINE),
        ("Dato (ÅÅÅÅ-MM-DD) - Kommune - Type dokument - Tittel - versjon", "DPKNV", DASH),
        ("<dato> <kommune>", "DPN", SPACE),
        ("DD.MM.ÅÅÅÅ_navn_v1.docx", "DNV", LINE),
        ("dato-kommune-tittel", "DPN", DASH),
        ("År, kommune, plantype, dokumenttype, tittel, versjon", "YPTKN", LINE),
    ],
)
def test_a_rule_is_read_as_it_is_written(words: str, parts: str, separator: str) -> None:
    assert read_rule(words, PLACES).rule == Rule(tuple(PARTS[one] for one in parts), separator)


@pytest.mark.parametrize(
    ("words", "aside", "about"),
    [
        ("2026-03-12_Nordvåg_Referat", Aside.TITLE, "Nordvåg"),
        ("Saksnummer_dato_tittel", Aside.TITLE, "Saksnummer"),
        ("dato_kommune", Aside.NO_TITLE, ""),
        ("DD.MM.ÅÅÅÅ_navn", Aside.DATE_FORM, "DD.MM.ÅÅÅÅ"),
        ("år – tittel", Aside.SEPARATOR, "–"),
        ("dato, så kommune", Aside.UNSAID, ""),
        ("dato_møte_tema", Aside.JOINED, "møte, tema"),
        ("dato_år_kommune_plantype_type_tittel_versjon", Aside.TOO_MANY, ""),
    ],
)
def test_what_is_not_as_it_was_written_is_said(words: str, aside: Aside, about: str) -> None:
    assert (aside, about) in read_rule(words, PLACES).asides


def test_an_example_has_the_kind_of_document_the_rule_itself_names() -> None:
    read = read_rule("Mal – tema – år", PLACES)
    assert example(read.rule, AROUND, "Planbeskrivelse", dict(read.named)) == "mal - Planbeskrivelse - 2027"


@pytest.mark.parametrize("words", ["", "   ", "hva som helst", "…", "_ - _", "som i dag"])
def test_words_that_are_no_rule_make_none(words: str) -> None:
    assert not read_rule(words, PLACES)


rules = st.builds(
    lambda parts, separator: Rule.of([*parts, "title"] if "title" not in parts else parts, separator),
    st.lists(st.sampled_from(list(NamePart)), unique=True, max_size=MOST_PARTS - 1),
    st.sampled_from([LINE, DASH, SPACE]),
)
pieces = ["dato", "år", "2027-06-12", "kommune", "Fjordvik", "_", " - ", "–", ",", "(", ")", "v2", "plan", "x"]
lines = st.text(max_size=120) | st.lists(st.sampled_from(pieces), max_size=12).map("".join)


@given(rules)
def test_a_rule_as_the_archive_says_it_is_read_back_the_same(rule: Rule) -> None:
    if len(rule.parts) > 1:
        read = read_rule(rule_words(rule.parts, rule.separator))
        assert read.rule == rule
        assert read.is_sure


@given(rules, st.text(max_size=60))
@also(Rule((NamePart.TITLE,), " - "), "a - - b")
@also(Rule((NamePart.DATE, NamePart.TITLE), "_"), ".")
def test_the_example_of_a_rule_follows_it(rule: Rule, title: str) -> None:
    assert follows(rule, AROUND, f"{example(rule, AROUND, title)}.docx")


@given(lines)
@also("dato_dato_dato")
@also("\ue000")
@also("a_b_c_d_e_f")
def test_anything_is_read_within_what_a_room_can_hold_and_each_remark_is_a_sentence(words: str) -> None:
    read = read_rule(words, PLACES)
    assert read == read_rule(words, PLACES)
    assert len(read.rule.parts) <= MOST_PARTS
    assert not read or read.rule.parts.count(NamePart.TITLE) == 1
    assert read.rule.separator in (LINE, DASH, SPACE)
    assert all("\ue000" not in said and aside_words(aside, said) for aside, said in read.asides)
