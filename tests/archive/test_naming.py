"""A room's rule for names: what a suggestion is made from, and the laws it keeps for any name."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plandugnad.archive.names import free_name, name_key, safe_name
from plandugnad.archive.naming import NamePart, Rule, Surroundings, follows, guessed_day, left_out, suggest

D, Y, P, T, K, N, V = (
    NamePart.DATE,
    NamePart.YEAR,
    NamePart.PLACE,
    NamePart.PLAN_TYPE,
    NamePart.KIND,
    NamePart.TITLE,
    NamePart.VERSION,
)
AROUND = Surroundings("Ytre Fjord", date(2027, 3, 1), ("Fjordvik", "Lyngmo", "Nordre Land", "Land"))


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("Referat fra møte i Fjordvik 12.06.2027.docx", "2027-06-12_Fjordvik_referat_Møte.docx"),
        ("20270612 lyngmo kommune planforum v2.PDF", "2027-06-12_Lyngmo_Planforum_v2.PDF"),
        ("Kulturplan.pdf", "2027-03-01_Ytre Fjord_Kulturplan.pdf"),
        ("Innkalling 3. mai 2027 Nordre Land.pdf", "2027-05-03_Nordre Land_Innkalling.pdf"),
        (
            "Kopi av Høringsuttalelse_Vann_og_avløp (2).docx",
            "2027-03-01_Ytre Fjord_høringsuttalelse_Vann og avløp.docx",
        ),
        ("31.02.2027 notat.txt", "2027-03-01_Ytre Fjord_notat_31.02.2027.txt"),
        ("Referat fra plan møte 3.9.26 FERDIG (kopi).pdf", "2026-09-03_Ytre Fjord_referat_Plan møte FERDIG.pdf"),
        ("31.2.27 og 3. 9. 26 notat.txt", "2026-09-03_Ytre Fjord_notat_31.2.27.txt"),
        ("punkt 1.4.9.26 notat.txt", "2027-03-01_Ytre Fjord_notat_Punkt 1.4.9.26.txt"),
        ("2027-06-12_Fjordvik_referat_Møte_v3.docx", "2027-06-12_Fjordvik_referat_Møte_v3.docx"),
    ],
)
def test_a_name_is_made_from_what_the_old_one_says(name: str, suggested: str) -> None:
    assert suggest(Rule((D, P, K, N, V)), AROUND, name) == suggested


def test_a_year_that_comes_from_a_date_takes_the_whole_date_with_it() -> None:
    name = "referat fra oppstartsmøte 12.6.2027 (2).docx"
    assert suggest(Rule((Y, K, N), " - "), AROUND, name) == "2027 - referat - Oppstartsmøte.docx"
    assert suggest(Rule((D, Y, N)), AROUND, "Møte om 2024 12.6.26.pdf") == "2026-06-12_2024_Møte.pdf"


@pytest.mark.parametrize(
    ("name", "guessed"),
    [("2026-31-12_Referat.pdf", D), ("Referat.pdf", D), ("Referat 3.9.26.pdf", None), ("2026-09-03_Referat.pdf", None)],
)
def test_a_day_no_name_says_is_known_for_a_guess(name: str, guessed: NamePart | None) -> None:
    assert guessed_day(Rule((D, N)), AROUND, name) is guessed
    assert guessed_day(Rule((N,)), AROUND, name) is None


def test_what_a_name_that_follows_the_rule_does_without_is_known() -> None:
    assert left_out(Rule((N, K, V), " - "), AROUND, "referat.docx") == (K, V)


def test_without_a_rule_every_name_is_fine() -> None:
    assert follows(Rule(()), AROUND, "hva som helst.doc")
    assert suggest(Rule(()), AROUND, "hva som helst.doc") == "hva som helst.doc"


def test_a_day_that_is_not_in_the_calendar_does_not_follow_the_rule() -> None:
    assert not follows(Rule((D, N)), AROUND, "2027-02-30_Referat.pdf")
    assert follows(Rule((D, N)), AROUND, "2028-02-29_Referat.pdf")


def test_a_rule_always_has_a_title_and_each_part_once() -> None:
    assert Rule.of(["date", "date", "bogus"], "_").parts == (D, N)
    assert not Rule.of([], "_")


rules = st.builds(
    Rule,
    st.lists(st.sampled_from(list(NamePart)), unique=True, max_size=5).map(lambda parts: Rule.of(parts, "_").parts),
    st.sampled_from(["_", " - ", " "]),
)
words = st.text(max_size=60) | st.from_regex(
    r"[a-zæøå _.()-]{0,30}(12\.06\.2027|2027)?[ _-]{0,2}v?\d{0,2}", fullmatch=True
)
surroundings = st.builds(Surroundings, words, st.dates(date(1900, 1, 1)), st.lists(words, max_size=3).map(tuple))


@given(rules, surroundings, words)
@example(Rule((NamePart.TITLE, NamePart.DATE, NamePart.PLACE)), Surroundings("0.A", date(2000, 1, 1)), "")
def test_a_suggestion_follows_the_rule_and_is_not_changed_again(rule: Rule, around: Surroundings, name: str) -> None:
    made = suggest(rule, around, name)
    assert follows(rule, around, made)
    assert suggest(rule, around, made) == made


@given(st.text(max_size=400))
def test_a_safe_name_is_one_step_of_a_path_and_stays_as_it_is(text: str) -> None:
    safe = safe_name(text)
    assert not set(safe) & set('/\\<>:"|?*\x00\n\u202e')
    assert safe not in {".", ".."}
    assert len(safe) <= 200
    assert safe_name(safe) == safe


@given(st.text(max_size=220), st.sets(st.text(max_size=20)))
def test_a_free_name_is_not_taken(text: str, taken: set[str]) -> None:
    name = safe_name(text) or "fil"
    keys = {name_key(one) for one in taken} | {name_key(name)}
    assert name_key(free_name(name, keys)) not in keys
