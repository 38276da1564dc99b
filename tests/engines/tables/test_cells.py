"""What single cells say, rule by rule; each table is one plan under the headings given."""

from datetime import date

import pytest

from plandugnad.engines.tables import Cell
from tests.engines.tables.tables import Value, one_row, plan


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        (2019, "2019"), ("2019", "2019"), (2019.0, "2019"), (date(2019, 6, 12), "2019-06-12"),
        ("12.06.2019", "2019-06-12"), ("12.06.19", "2019-06-12"), ("12. juni 2019", "2019-06-12"),
        ("12.juni 2019", "2019-06-12"), ("12/6-2019", "2019-06-12"), ("12.06.49", "2049-06-12"),
        ("12.06.50", "1950-06-12"), (43628, "2019-06-12"), ("43628", "2019-06-12"),
        (Cell(date(2017, 1, 1), year_only=True), "2017"), ("vedtatt KS 14.12.17 sak 112/17", "2017-12-14"),
        ("Vedteke 2017", "2017"), ("Kommunestyret 17.06.2021, sak 51/21", "2021-06-17"),
        ("12.\u00a0desember\n2019", "2019-12-12"),
    ],
)  # fmt: skip
def test_dates_of_adoption(cell: Value, iso: str) -> None:
    row = plan(Vedtatt=cell)
    assert row.adopted is not None
    assert (row.adopted.iso, row.status, row.notes) == (iso, "adopted", None)


@pytest.mark.parametrize(
    "text",
    ["juni 2019", "mars-19", "ca. 2019", "ca 2019", "Vår 2019", "hausten 2019", "06/2019", "rundt 2019", "2019?"],
)
def test_rough_dates_become_the_year_and_the_text_goes_to_the_notes(text: str) -> None:
    row = plan(Vedtatt=text)
    assert row.adopted is not None
    assert (row.adopted.iso, row.notes) == ("2019", text)


@pytest.mark.parametrize("text", ["vedtak ikke funnet", "31.02.2019", "se arkivet", "45/19", "2024/1188", "24.04"])
def test_any_other_text_in_a_date_column_goes_to_the_notes(text: str) -> None:
    row = plan(Vedtatt=text)
    assert (row.adopted, row.status, row.notes) == (None, None, text)


@pytest.mark.parametrize("text", ["Ikke vedtatt", "Ikkje vedteken", "-", "–", "?", "ukjent", "#REF!", "#I/T"])
def test_what_says_nothing_is_nothing(text: str) -> None:
    row = plan(Vedtatt=text)
    assert (row.adopted, row.status, row.notes) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "case", "year"),
    [
        ("K-sak 45/19", "45/19", "2019"), ("KS 45/19", "45/19", "2019"), ("KS-sak 045/19", "045/19", "2019"),
        ("PS 45/18", "45/18", "2018"), ("FSK 12/20", "12/20", "2020"), ("sak 45/98", "45/98", "1998"),
        ("K-sak 112/2017", "112/2017", "2017"), ("sak 2024/1188", "2024/1188", None),
        ("sak 1188/24", "1188/24", None),
    ],
)  # fmt: skip
def test_a_case_number_alone_gives_its_year_unless_it_is_an_archive_number(
    text: str, case: str, year: str | None
) -> None:
    row = plan(Vedtatt=text)
    assert row.case_reference == case
    assert (row.adopted.iso if row.adopted else None) == year
    assert row.year_marked_from_case is (year is not None)


def test_a_bare_case_number_is_one_in_a_case_column_only() -> None:
    assert plan(Saksnr="45/19").case_reference == "45/19"
    assert plan(Saksnr="45/19").year_marked_from_case
    assert plan(Vedtatt=2020, Saksnr="K-sak 45/20").case_reference == "45/20"
    assert plan(Vedtatt_sak="45/19").case_reference == "45/19"
    assert plan(Arkivsak="18/44").adopted is None, "archive systems put the year first"
    assert plan(JpID="123456").case_reference == "123456"


def test_a_case_of_a_plan_not_yet_adopted_dates_nothing() -> None:
    row = plan(Saksnr="45/23", Status="på høring")
    assert (row.adopted, row.status, row.case_reference) == (None, "in_consultation", "45/23")


@pytest.mark.parametrize("text", ["2016-2019", "2016–19", "2016/2019", "2016 - 2019"])
def test_a_span_in_the_adoption_column_is_the_period(text: str) -> None:
    row = plan(Vedtatt=text)
    assert (row.period, row.adopted, row.status) == ((2016, 2019), None, None)


def test_periods() -> None:
    assert plan(Planperiode="2020–2032").period == (2020, 2032)
    assert plan(Planperiode=2025).period == (2025, 2025)
    assert plan(Planperiode="01.01.2020–31.12.2023").period == (2020, 2023)
    assert plan(Planperiode="2020–").period is None
    assert plan(Planperiode="2020–").notes == "2020–"
    assert plan(Plan="Kulturplan 2024-28").period == (2024, 2028)
    assert plan(Plan="Omsorgsplan 2030").period is None
    assert plan(Plan="Kulturplan 2018–2022", Gjelder="2019-2023").period == (2019, 2023)


def test_adopted_and_last_revised_the_revision_counts_and_the_first_goes_to_the_notes() -> None:
    row = plan(Vedteken="2010", Sist_rullert="12.05.2015")
    assert row.adopted is not None
    assert (row.adopted.iso, row.notes) == ("2015-05-12", "Vedteken 2010")
    row = plan(Vedtatt=date(2010, 3, 4), Sist_revidert="2015")
    assert row.notes == "Vedtatt 04.03.2010"
    row = plan(Vedtatt="2010, sist revidert 2015")
    assert row.adopted is not None
    assert (row.adopted.iso, row.decision) == ("2015", None)


def test_under_work_in_the_adoption_column_is_no_adoption() -> None:
    row = plan(Vedtatt="2021 (under arbeid)")
    assert row.revision_due is not None
    assert (row.adopted, row.status, row.revision_due.iso) == (None, "in_process", "2021")
    row = plan(Vedtatt="2021 (under arbeid)", Skal_revideres="2026")
    assert row.revision_due is not None
    assert row.revision_due.iso == "2026"
    assert plan(Vedtatt="Forventes vedtatt 2026").adopted is None


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        (2026, "2026"), ("2024/2025", "2024/2025"), ("2025-27", "2025/2027"), ("2025 eller 2026", "2025/2026"),
        ("innen 2027", "2027"), ("24/25", "2024/2025"), ("2025, 2026", "2025/2026"), ("01.06.2026", "2026-06-01"),
        (date(2026, 6, 1), "2026-06-01"),
    ],
)  # fmt: skip
def test_years_of_revision(cell: Value, due: str) -> None:
    row = plan(Vedtatt=2019, Skal_revideres=cell)
    assert row.revision_due is not None
    assert (row.revision_due.iso, row.decision, row.notes) == (due, None, None)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("høst 2025", "2025"), ("haust 2025", "2025"), ("1. halvår 2026", "2026"), ("3. kvartal 2026", "2026"),
        ("ca. 2026", "2026"), ("høst 2025/vår 2026", "2025/2026"), ("Juni 2026", "2026"),
        ("etter valget 2027", "2027"),
    ],
)  # fmt: skip
def test_rough_times_of_revision_become_years_and_the_text_goes_to_the_notes(text: str, due: str) -> None:
    row = plan(Vedtatt=2019, Skal_revideres=text)
    assert row.revision_due is not None
    assert (row.revision_due.iso, row.notes) == (due, text)


@pytest.mark.parametrize(
    "text",
    ["årlig", "Årleg rullering", "løpende", "hvert år", "ved behov", "Rullering ved behov", "hvert 4. år",
    "kvart fjerde år"],
)  # fmt: skip
def test_what_recurs_is_neither_a_year_nor_a_decision(text: str) -> None:
    row = plan(Vedtatt=2019, Skal_revideres=text)
    assert (row.revision_due, row.decision, row.notes) == (None, None, text)


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("Videreføres", "continue"), ("Vidareførast", "continue"), ("Uendret", "continue"),
        ("ingen endring", "continue"), ("Skal ikke revideres", "continue"), ("Revideres", "revise"),
        ("skal rullerast", "revise"), ("Oppdateres", "revise"), ("Rullering 2023", "revise"), ("Rull.", "revise"),
        ("Slås sammen med Helseplan", "merge"), ("Slåast saman " "med Helseplan", "merge"),
        ("vert slått saman med Helseplan", "merge"), ("Inngår i arealdelen", "merge"),
        ("går inn i Helseplan", "merge"), ("Oppheves", "repeal"), ("blir oppheva", "repeal"), ("Avvikles", "repeal"),
        ("Utgår", "repeal"), ("Skal avvikles", "repeal"), ("vert avvikla", "repeal"), ("går ut", "repeal"),
        ("Blir lagt ned", "repeal"), ("Vert vidareført", "continue"), ("Skal behaldast", "continue"),
        ("Videreføres uten endring", "continue"), ("vidareførast utan endringar", "continue"),
        ("Blir revidert", "revise"), ("vert rullert", "revise"), ("Skal fornyes", "revise"),
        ("Inngår i annen plan", "merge"), ("Går inn i annan plan", "merge"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["Status", "Behov_i_perioden", "Skal_revideres"])
def test_decisions_wherever_they_are_said(heading: str, text: str, decision: str) -> None:
    row = plan(Vedtatt=2019, **{heading: text})
    assert (row.decision, row.status) == (decision, "adopted")
    assert (row.notes == text) is (decision == "merge")


@pytest.mark.parametrize("text", ["Ny", "Ny plan", "Utarbeides", "skal utarbeidast"])
def test_new_is_new_for_a_plan_that_is_not_adopted_and_revise_for_one_that_is(text: str) -> None:
    assert (plan(Behov=text).decision, plan(Behov=text).status) == ("new", "decided")
    assert plan(Behov=text, Vedtatt=2019).decision == "revise"
    assert plan(Behov=text, Status="gjeldende").decision == "revise"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("gjeldende", "adopted"), ("Gjeldande", "adopted"), ("under revisjon", "under_revision"),
        ("under rullering", "under_revision"), ("under revidering", "under_revision"),
        ("under arbeid", "in_process"), ("Under utarbeiding", "in_process"), ("på høring", "in_consultation"),
        ("på høyring", "in_consultation"), ("planlagt", "decided"), ("ikke påbegynt", "decided"), ("idé", "idea"),
        ("vurderes", "idea"), ("utgått", "repealed"), ("opphevet", "repealed"), ("oppheva", "repealed"),
        ("ikke gjeldende", "repealed"), ("ikkje gjeldande", "repealed"), ("Ikke lenger gyldig", "repealed"),
        ("ikkje lenger i bruk", "repealed"), ("ugyldig", "repealed"), ("gyldig", "adopted"),
        ("ikke lenger gjeldende", "repealed"), ("ikkje lenger gjeldande", "repealed"), ("erstattet", "replaced"),
        ("erstatta", "replaced"),
    ],
)  # fmt: skip
def test_states_are_no_decisions(text: str, status: str) -> None:
    row = plan(Status=text)
    assert (row.status, row.decision, row.notes) == (status, None, None)


def test_under_work_is_revision_for_an_adopted_plan() -> None:
    assert plan(Status="under arbeid", Vedtatt=2019).status == "under_revision"


def test_replaced_by_another_plan_keeps_the_whole_cell_in_the_notes() -> None:
    row = plan(Status="erstatta av Oppvekstplan 2020")
    assert (row.status, row.notes, row.revision_due) == ("replaced", "erstatta av Oppvekstplan 2020", None)


def test_state_and_decision_in_one_cell() -> None:
    row = plan(Status="Gjeldende, skal revideres 2026")
    assert row.revision_due is not None
    assert (row.status, row.decision, row.revision_due.iso) == ("adopted", "revise", "2026")


def test_the_notes_column_decides_nothing() -> None:
    row = plan(Merknad="utgått, skal revideres 2026, vedtatt 2019")
    assert (row.status, row.decision, row.adopted, row.revision_due) == (None, None, None, None)


def test_a_cell_in_the_wrong_column_is_read_for_what_it_says() -> None:
    row = plan(Type="Ny 2022-23")
    assert row.revision_due is not None
    assert (row.decision, row.status, row.revision_due.iso) == ("new", "decided", "2022/2023")
    row = plan(Type="Ny 2022-23", Skal_revideres="2026")
    assert row.revision_due is not None
    assert row.revision_due.iso == "2026", "the right cell goes first"
    row = plan(Status="Vedtatt 12.06.2019")
    assert row.adopted is not None
    assert row.adopted.iso == "2019-06-12"


def test_crosses_under_years() -> None:
    row = plan(**{"2024": "x", "2025": None, "2026": "✓", "2027": "nei"})
    assert row.revision_due is not None
    assert (row.revision_due.iso, row.decision, row.status) == ("2024/2026", "new", "decided")
    row = plan(Vedtatt=2019, **{"2024": None, "2025": "vår", "2026": "-"})
    assert row.revision_due is not None
    assert (row.revision_due.iso, row.decision, row.notes) == ("2025", "revise", "vår")


def test_values_are_kept_as_written() -> None:
    row = plan(Prioritet=1, Ansvarlig="Plan\nog  miljø", Merknad="=SUM(A1)")
    assert (row.priority, row.responsible, row.notes) == ("1", "Plan og miljø", "=SUM(A1)")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("1.2 Kulturplan", "Kulturplan"), ("• Kulturplan", "Kulturplan"), ("3. Kulturplan", "Kulturplan"),
        ("– " "Kulturplan", "Kulturplan"), ("17. mai-program", "17. mai-program"),
        ("Lesestrategi 1.–10. trinn", "Lesestrategi 1.–10. trinn"), ("Kulturplan (utgått)", "Kulturplan"),
        ("Kulturplan (skal revideres)", "Kulturplan"), ("Kulturplan – vedtatt 21.03.18", "Kulturplan"),
        ("Kulturplan " "- vedteken 2018", "Kulturplan"), ("Kulturplan (for barn)", "Kulturplan (for barn)"),
        ("Kulturplan (vedtatt 2019)", "Kulturplan (vedtatt 2019)"),
        ("Helseplan, vedtatt 2019", "Helseplan, vedtatt 2019"),
        ("Helseplan, vedteken 2019", "Helseplan, vedteken 2019"),
        ("Helseplan – vedteke 2019", "Helseplan"), ("Helseplan – sist revidert 2019", "Helseplan – sist revidert 2019"),
        ("  Kultur-\u00a0og\tidrettsplan ", "Kultur- og idrettsplan"),
        ("Sámi giellaplána – Čálliidplána", "Sámi giellaplána – Čálliidplána"), ("«Sammen» plan", "«Sammen» plan"),
        ("-2+3 plan", "-2+3 plan"), ("@plan", "@plan"), ("+plan", "+plan"), ("=plan", "=plan"),
    ],
)  # fmt: skip
def test_names(written: str, name: str) -> None:
    assert plan(Plan=written, Ansvarlig="Plan").name == name


def test_an_error_in_a_row_says_why_where_and_how_to_mend_it() -> None:
    error = one_row(Vedtatt=2022, Skal_revideres=2020).errors[0]
    assert (error.code, error.source_row, error.value, error.fields) == (
        "revision_before_adoption", 2, "2020", ("revision_due", "adopted"),
    )  # fmt: skip
    assert error.column is not None
    assert (error.column.letter, error.column.header) == ("C", "Skal revideres")
    assert error.why == "revisjon (2020) er før vedtak (2022)"
    assert "kolonne C (Skal revideres)" in error.remedy
    assert "årstalet" in error.remedy_in("nn")
    assert error.row is not None
    assert (error.row.revision_due, error.row.adopted and error.row.adopted.iso) == (None, "2022")


def test_last_revised_before_adopted_is_an_error() -> None:
    error = one_row(Vedteken=2016, Sist_rullert=2013).errors[0]
    assert error.code == "revised_before_adopted"
    assert error.row is not None
    assert error.row.adopted is not None
    assert error.row.adopted.iso == "2016"


def test_a_row_without_name_is_an_error_when_it_has_a_year_and_skipped_when_it_has_none() -> None:
    assert one_row(Plan=None, Vedtatt=2016).errors[0].code == "name_missing"
    assert one_row(Plan="-", Merknad="se planen fra 12.03.2016").errors[0].code == "name_missing"
    assert one_row(Plan=None, Ansvarlig="Helse").skipped_rows == (2,)
