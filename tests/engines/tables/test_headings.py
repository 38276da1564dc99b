"""What columns mean: headings as municipalities word them, over cells such as stand under them."""

import pytest

from plandugnad.engines.tables import guess_table
from tests.engines.tables.tables import PLACES, Value, sheet_of

_CELLS: dict[str, list[Value]] = {
    "adopted": ["12.06.2019", 2020, "K-sak 44/18", None],
    "last_revised": [2021, "03.02.2022", None, None],
    "revision_due": [2026, "2026-2027", None, "haust 2027"],
    "period": ["2020–2024", "2018-2030", None, "2022-2026"],
    "status": ["gjeldende", "under arbeid", "utgått", "gjeldende"],
    "decision": ["videreføres", "revideres", "ny", "oppheves"],
    "case_reference": ["45/19", "12/20", "33/18", None],
    "responsible": ["Plan", "Helse", "Kultur", "Plan"],
    "section": ["Teknisk", "Helse", "Kultur", "Oppvekst"],
    "legal_basis": ["pbl § 11-5", "folkehelseloven § 6", None, None],
    "notes": ["Sees sammen med arealdelen", None, "Venter på tilskudd fra staten", None],
    "priority": [1, 2, 3, 1],
    "plan_type": ["Temaplan", "Kommunedelplan", "Temaplan", "Temaplan"],
}
_HEADINGS: dict[str, str] = {
    "adopted": """
        Vedtatt | Vedteken | Vedt. | Vedt. dato | Sist behandlet | Sist behandla | Sist handsama |
        Sist behandlet politisk | Sist handsama politisk | Behandlet i kommunestyret | Handsama i kommunestyret |
        Politisk behandling | Årstal for vedtak | Årstall for vedtak | Eigengodkjend | Egengodkjent | Godkj. |
        Dato for siste vedtak | Siste politiske vedtak | Når ble planen vedtatt? | Når vart planen vedteken? |
        Vedtatt/sist revidert | Vedteken/rullert | Fastsatt | Utgåve | Gjeldende plan fra | Planen er frå |
        Dato for godkjenning | Vedtatt av KS | Vedtaksår | Vedtaks-dato | Gjeldende fra | Godkjent i kommunestyret
    """,
    "last_revised": """
        Sist revidert | Sist rev. | Siste rullering | Sist oppdatert år | Sist rull. | Oppdat. | Dato revidert
    """,
    "revision_due": """
        Neste gang | Neste rev. | Neste rull. | Tidfesting | Framdrift | Fremdrift | Når | Neste behandling |
        Neste handsaming | Planlagt vedtatt | Forventet vedtatt | Venta vedteken | Forventa oppstart |
        Planl. oppstart | Ferdigstilling | Ferdigstilles | Igangsetting | Igangsetjing | Rulleringsår | Tidsramme |
        Når skal planen revideres? | Når skal planen rullerast? | Utløpsår | Rullert innan | Sluttbehandling |
        Blir revidert | Vert rullert | Frist for rullering | Mål for vedtak
    """,
    "period": """
        Gjelder fra-til | Gjelder fra – til | Gjeld frå–til | Frå-til | Planper. | Planhorisont | Gyldig fra til |
        Virkeperiode | Tidsrom | Gjeldande for | Gjeldende for perioden | Varigheit
    """,
    "status": """
        Status | Stadium | Stadium i dag | Status per 2025 | Status pr. 01.01.2025 | Plan-status | Planstatus
        2025 | Fase | Stode
    """,
    "decision": """
        Hva skal skje | Hva skal skje? | Kva skal skje | Videre arbeid | Vidare arbeid | Endring | Innstilling |
        Kommunedirektørens innstilling | Rådmannens tilråding | Videre behandling | Vidare handsaming |
        Videreføres, revideres eller ny? | Vidareførast/reviderast/ny | Ny/rullering | Håndtering |
        Hva gjør vi med planen | Kva gjer vi | Forslag til avgjerd | Tiltak i perioden | Vedtak i planstrategi
    """,
    "case_reference": """
        PS-sak | Saks-nr | Saksnr. | KS-sak | K-sak | F-sak | Saks-ID | Arkivsak-ID | Arkivref. | Sak i KS |
        PS-saksnr |
        Ref. sak | Elements-sak | Saks nr./år | Sak/år
    """,
    "responsible": """
        Ansv. | Ansvarl. | Ansv. enhet | Ansv. eining | Ansvarleg verksemd | Planeigar | Saksbeh. | Avd. |
        Hovedansvarlig enhet | Hovudansvarleg eining | Fagansvar | Enhet/avdeling | Tenesteeining | Kven har
        ansvaret |
        Ansvarleg i kommunen | Eining i kommunen
    """,
    "section": """
        Tj.område | Tj. område | Tjenesteomr. | Kommunalsjefområde | Kommunalsjefsområde | Sektorområde |
        Hovudområde | Fagfelt | Samfunnsområde | Tenesteomr.
    """,
    "legal_basis": """
        Pålagt i lov | Hjemlet i | Heimla i | Lovverk | Lovfestet | Lovforankring | Lovkrav (hjemmel) | Krav i lov |
        § | Lov og paragraf | Juridisk forankring | Statlig krav | Pålegg |
        Lovhj. | Lov/forskrift | Lovpålagd?
    """,
    "notes": """
        Merkn. | Komm. | Kort omtale | Mer informasjon | Meir informasjon | Kommentar fra administrasjonen | Merk. |
        Sees i sammenheng med | Må sjåast saman med | Innspill | Viktige forhold |
        Utdyping | Utdjuping | Andre opplysninger | Info | Kort beskrivelse
    """,
    "priority": "Pri. | Prio. | Prior. | Prioritet | Prioritering i perioden",
    "plan_type": """
        Plantype | Type | Kva slags plan | Hva slags plan | Kategori plan | Nivå i plansystemet | Plan-type |
        Planslag |
        Type plan/dokument
    """,
}
_CASES = [
    (field, " ".join(heading.split())) for field, headings in _HEADINGS.items() for heading in headings.split("|")
]


def fields_of(headings: list[Value], *columns: list[Value]) -> dict[str, str | None]:
    """Heading -> field, for a table of four plans beside the columns given."""
    plans = ["Kulturplan", "Skolebruksplan", "Helseplan", "Kommunedelplan for idrett"]
    guess = guess_table(sheet_of([headings, *map(list, zip(plans, *columns, strict=True))]), "planer.xlsx", PLACES)
    assert guess is not None
    return {column.header: column.field for column in guess.columns}


@pytest.mark.parametrize(("field", "heading"), _CASES, ids=[heading for _, heading in _CASES])
def test_a_heading_over_such_cells_as_belong_there(field: str, heading: str) -> None:
    assert fields_of(["Plan", heading], _CELLS[field])[heading] == field


_CROSSED: dict[str, str] = {
    "repeal": """
        Oppheves | Opphevast | Skal oppheves | Skal opphevast | Blir oppheva | Blir opphevet | Vert oppheva |
        Opphevet |
        Oppheva | Oppheving | Går ut | Utgår | Skal avvikles | Vert avvikla | Avviklast
    """,
    "continue": """
        Videreføres | Vidareførast | Skal videreføres | Vert vidareført | Blir videreført | Behaldast | Beholdes |
        Videreføres uten endring | Vidareførast utan endring | Uendret | Ingen endring | Videreføring | Vidareført
    """,
    "revise": """
        Revideres | Reviderast | Blir revidert | Vert revidert | Skal revideres | Vert rullert | Revisjon | Rulleres |
        Rullerast | Skal oppdateres | Blir oppdatert | Endres | Rullering i perioden
    """,
    "new": """
        Ny | Ny plan | Nye | Nytt planarbeid | Ny plan utarbeides | Skal utarbeides | Blir utarbeidd | Vert
        utarbeidd |
        Utarbeidast | Ny i perioden
    """,
    "merge": """
        Slås sammen | Slåast saman | Inngår i annen plan | Går inn i annan plan | Innlemmes |
        Slås sammen med annen plan | Vert slått saman | Skal slås sammen | Går inn i anna plan
    """,
}
_CROSSES = [(decision, " ".join(word.split())) for decision, words in _CROSSED.items() for word in words.split("|")]


@pytest.mark.parametrize(("decision", "heading"), _CROSSES, ids=[heading for _, heading in _CROSSES])
def test_a_decision_over_crosses_however_it_is_said(decision: str, heading: str) -> None:
    assert fields_of(["Plan", heading], ["x", None, "X", None])[heading] == f"decision_{decision}"


@pytest.mark.parametrize(
    "heading",
    ["Planlagt 2026", "Arbeid i 2026", "Oppstart 2026", "2026", "År 2026", "Rullering 2026", "Revideres i 2026",
     "Høst 2026", "Haust 2026", "1. halvår 2026", "2026 oppstart", "Skal reviderast 2026", "Planarbeid 2026"],
)  # fmt: skip
def test_a_year_over_crosses(heading: str) -> None:
    assert fields_of(["Plan", "Vedtatt", heading], [2019, 2020, None, 2021], ["x", None, "X", None]) == {
        "Plan": "name", "Vedtatt": "adopted", heading: "year_2026",
    }  # fmt: skip


@pytest.mark.parametrize("heading", ["Budsjett 2026", "Status 2026", "Kostnad 2026", "Vedtatt 2026"])
def test_a_year_beside_another_word_is_no_year_of_work(heading: str) -> None:
    fields = fields_of(["Plan", "Ansvarlig", heading], ["Plan", "Helse", None, "Kultur"], [20_000, None, 30_000, None])
    assert fields[heading] != "year_2026"


def test_an_empty_column_of_crosses_is_one_beside_others() -> None:
    fields = fields_of(["Plan", "Revideres", "Skal oppheves"], ["x", "x", None, "x"], [None, None, None, None])
    assert fields == {"Plan": "name", "Revideres": "decision_revise", "Skal oppheves": "decision_repeal"}


def test_last_treated_is_a_revision_beside_an_adoption() -> None:
    fields = fields_of(["Plan", "Vedtatt", "Sist behandlet"], [2010, 2012, 2009, None], [2015, 2016, None, 2020])
    assert fields == {"Plan": "name", "Vedtatt": "adopted", "Sist behandlet": "last_revised"}


@pytest.mark.parametrize(
    ("begins", "ends"),
    [("Fra", "Til"), ("Frå", "Til"), ("Gjelder fra", "Gjelder til"), ("Gjeld frå", "Gjeld til"), ("Start", "Slutt"),
     ("Gyldig fra", "Gyldig til"), ("Fra år", "Til år"), ("F.o.m.", "T.o.m.")],
)  # fmt: skip
def test_a_period_in_two_columns(begins: str, ends: str) -> None:
    fields = fields_of(
        ["Plan", "Vedtatt", begins, ends], [2019, 2020, None, 2018], [2019, 2021, 2020, 2018], [2023, 2025, 2024, 2030]
    )
    assert fields == {"Plan": "name", "Vedtatt": "adopted", begins: "period", ends: "period"}
