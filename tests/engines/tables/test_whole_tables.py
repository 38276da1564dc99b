"""Whole overviews in each format; every expected row is written by hand from the rules."""

from datetime import date

from openpyxl.styles import Font

from plandugnad.engines.tables import open_workbook, read_all, read_file
from tests.engines.tables.kept import Xlsx, comment, compared, fill, ods_content, row, xls_content
from tests.engines.tables.tables import PLACES


def test_a_nynorsk_overview_in_ods_with_groups_merged_down_and_comments() -> None:
    content = ods_content(
        {
            "Framside": [["Ulvik herad"], ["Planar og strategiar 2024"]],
            "Planoversyn": [
                ["Planoversyn for Ulvik herad"],
                [None],
                ["Sektor", "Plannamn", "Vedteke", "JpID", "Gyldig", "Neste rullering", "Eining", "Merknader"],
                ["Overordna", "Kommuneplanen sin arealdel", date(2019, 6, 12), "19/1234", "2019-2031", 2026, "Plan",
                None],
                [None, "Kommuneplanen sin samfunnsdel", "k-sak 33/21", None, None, "haust 2026", "Rådmann", None],
                ["Oppvekst", "Skuleplan 2018–2022", "vedteke 14. mars 2018", None, None,
                "vert slått saman med Oppvekstplan", None, None],
                [None, "Oppvekstplan", None, None, None, "2027", "Oppvekst", "ny plan"],
                [None],
                [None, None, "2015", None, None, "2019", None, None],
                ["Tal på planar", 4, None, None, None, None, None, None],
            ],
        },
        bold=[3], comments={(5, 2): "Protokollen manglar"}, merged_down={(4, 0): 2, (6, 0): 2}, hidden_rows=[6],
    )  # fmt: skip
    reading = read_file(open_workbook(content, "oversyn.ods"), places=PLACES)
    compared(reading.to_expected_json(), {
        "municipality": 4620, "language": "nn", "sheet": "Planoversyn", "header_row": 3,
        "columns": {"section": "Sektor", "name": "Plannamn", "adopted": "Vedteke", "case_reference": "JpID",
        "period": "Gyldig",
                    "revision_due": "Neste rullering", "responsible": "Eining", "notes": "Merknader"},
        "rows": [
            row(4, "Kommuneplanen sin arealdel", "land_use_part", status="adopted", adopted="2019-06-12", period=[2019,
            2031],
                revision_due="2026", case_reference="19/1234", responsible="Plan", section="Overordna"),
            row(5, "Kommuneplanen sin samfunnsdel", "community_part", status="adopted", adopted="2021",
            revision_due="2026",
                case_reference="33/21", responsible="Rådmann", section="Overordna", notes="Protokollen manglar · "
                "haust 2026"),
            row(6, "Skuleplan 2018–2022", "theme_plan", status="adopted", adopted="2018-03-14", period=[2018, 2022],
            section="Oppvekst",
                decision="merge", notes="vert slått saman med Oppvekstplan"),
            row(7, "Oppvekstplan", "theme_plan", revision_due="2027", responsible="Oppvekst", section="Oppvekst",
            notes="ny plan"),
        ],
        "errors": [9], "skipped_rows": [10], "possible_duplicates": [],
    })  # fmt: skip


def test_an_old_xls_with_crosses_under_decision_words_and_a_year_format() -> None:
    rows: list[list[object]] = [
        ["Planstrategi for Evje og Hornnes kommune"],
        ["Planens navn", "Godkjent", "Videreføres", "Revideres", "Ny", "Utgår", "Kommentar", "Ansvarlig avdeling"],
        ["Kommunedelplaner"],
        ["Kommunedelplan for Evje sentrum", date(2014, 5, 8), None, "x", None, None, None, ("Teknisk", 2)],
        ["Trafikksikkerhet", date(2016, 1, 1), "X", None, None, None, "=se egen sak"],
        ["Temaplaner"],
        ["Kulturminneplan", None, None, None, "x", None, None, "Kultur"],
        ["Rusplan", 2008.0, None, None, None, "x", None, None],
        ["Ruspolitisk plan", "2012 ", None, "2026", None, None, None, None],
        ["Sum", None, 1, 2, 1, 1],
        ["X = valgt"],
    ]
    content = xls_content({"Strategi": rows, "Ord": [["Begrep", "Forklaring"], ["Temaplan", "En plan for et tema"]]},
                          bold=[2], year_only=[(5, 1)])  # fmt: skip
    reading = read_file(open_workbook(content, "planstrategi.xls"), places=PLACES)
    compared(reading.to_expected_json(), {
        "municipality": 4219, "language": "nb", "sheet": "Strategi", "header_row": 2,
        "columns": {"name": "Planens navn", "adopted": "Godkjent", "decision_continue": "Videreføres",
        "decision_revise": "Revideres",
                    "decision_new": "Ny", "decision_repeal": "Utgår", "notes": "Kommentar",
                    "responsible": "Ansvarlig avdeling"},
        "rows": [
            row(4, "Kommunedelplan for Evje sentrum", "partial_plan_area", status="adopted", adopted="2014-05-08",
            decision="revise",
                section="Kommunedelplaner", responsible="Teknisk"),
            row(5, "Trafikksikkerhet", "partial_plan_theme", status="adopted", adopted="2016", decision="continue",
                section="Kommunedelplaner", responsible="Teknisk", notes="=se egen sak"),
            row(7, "Kulturminneplan", "theme_plan", status="decided", decision="new", section="Temaplaner",
            responsible="Kultur"),
            row(8, "Rusplan", "theme_plan", status="adopted", adopted="2008", decision="repeal", section="Temaplaner"),
            row(9, "Ruspolitisk plan", "theme_plan", status="adopted", adopted="2012", decision="revise",
            revision_due="2026",
                section="Temaplaner"),
        ],
        "skipped_rows": [3, 6, 10, 11],
    })  # fmt: skip


def test_a_workbook_with_two_header_rows_groups_over_dates_and_years_to_come() -> None:
    book = Xlsx()
    cover = book.sheet("Innhold")
    fill(cover, [["Os kommune"], ["Ark", "Innhold"], ["Planer", "Alle planer"], ["Kontakt", "Hvem gjør hva"]])
    sheet = book.sheet("Planer")
    fill(sheet, [
        ["Os kommune, Innlandet"],
        ["Planportefølje pr. 1. mars 2025"],
        [],
        ["Nr", "Plan", "Vedtak", None, "Arbeid i perioden", None, None, "Ansvar"],
        [None, None, "Dato", "Sak", 2025, 2026, 2027, None],
        [1, "1. Kommuneplan"],
        [2, "1.1 Samfunnsdel 2022–2034", date(2022, 5, 19), "KS 33/22", None, None, "oppstart", "Rådmann"],
        [3, "1.2 Arealdel", "2015", None, "x", "x", None, "Plan"],
        [4, "2. Sektorplaner"],
        [5, "2.1 Helseplan", None, None, None, "✓", None, "Helse"],
        [6, "2.2 Skolebruksplan", "Ikke vedtatt", None, "-", "nei", None, "Oppvekst"],
        ["Nr", "Plan", "Dato", "Sak", 2025, 2026, 2027, "Ansvar"],
        [7, "2.3 Strategi for næring – vedtatt juni 2020", None, None, None, None, None, None],
        [8, "Biblioteket", None, None, None, None, None, None],
        ["Kilde: Planavdelingen 01.03.2025"],
    ], bold=[4, 5, 6, 9])  # fmt: skip
    for area in ("A4:A5", "B4:B5", "C4:D4", "E4:G4", "H4:H5", "E10:F10"):
        sheet.merge_cells(area)
    sheet["E10"] = "✓"
    comment(sheet, "C7", "Egen\nhandlingsdel")
    fill(book.sheet("Kontakt"), [["Navn", "Enhet", "Telefon"], ["Kari Prøve", "Plan", "00000000"]])
    workbook = open_workbook(book.content(), "portefolje.xlsx")
    reading = read_file(workbook, places=PLACES)
    assert [one.sheet for one in read_all(workbook, PLACES)] == ["Planer"]
    compared(reading.to_expected_json(), {
        "municipality": 3430, "language": "nb", "sheet": "Planer", "header_row": 5,
        "columns": {"name": "Plan", "adopted": "Dato", "case_reference": "Sak", "year_2025": "2025",
        "year_2026": "2026",
                    "year_2027": "2027", "responsible": "Ansvar"},
        "rows": [
            row(7, "Samfunnsdel 2022–2034", "community_part", status="adopted", adopted="2022-05-19", period=[2022,
            2034],
                revision_due="2027", case_reference="33/22", responsible="Rådmann", section="Kommuneplan",
                decision="revise",
                notes="Egen handlingsdel · oppstart"),
            row(8, "Arealdel", "land_use_part", status="adopted", adopted="2015", revision_due="2025-2026",
            responsible="Plan",
                section="Kommuneplan", decision="revise"),
            row(10, "Helseplan", "theme_plan", status="decided", revision_due="2025-2026", responsible="Helse",
            section="Sektorplaner",
                decision="new"),
            row(11, "Skolebruksplan", "theme_plan", responsible="Oppvekst", section="Sektorplaner"),
            row(13, "Strategi for næring", "theme_plan", status="adopted", adopted="2020", section="Sektorplaner"),
            row(14, "Biblioteket", "theme_plan", section="Sektorplaner"),
        ],
        "skipped_rows": [6, 9, 12, 15],
    })  # fmt: skip


def test_a_utf16_tsv_with_headings_in_another_order_and_words_in_the_wrong_column() -> None:
    text = "\r\n".join([
        "Kommentar\tRulleres\tTittel\tType\tGodkjent år\tEphorte\tPrioritert",
        "\t2026\tKommuneplanens handlingsdel\tKP\t2024\t24/01188\tja",
        "Se\u00a0også samfunnsdelen\t2025-27\tPlan for helse\tNy 2022-23\t\t\t",
        "\t\tVeg og trafikk\tSektorplan\tca. 2012\t12/340-5\t?",
        "\t2010\tGammel plan\tTP\t01.02.2012\t\t",
        "* gjelder også kirken\t\t\t\t\t\t",
    ])  # fmt: skip
    reading = read_file(open_workbook(text.encode("utf-16"), "kautokeino-planer.tsv"), places=PLACES)
    compared(reading.to_expected_json(), {
        "municipality": 5612, "language": "nb", "sheet": None, "header_row": 1,
        "columns": {"notes": "Kommentar", "revision_due": "Rulleres", "name": "Tittel", "plan_type": "Type",
        "adopted": "Godkjent år",
                    "case_reference": "Ephorte", "priority": "Prioritert"},
        "rows": [
            row(2, "Kommuneplanens handlingsdel", "action_part", status="adopted", adopted="2024", revision_due="2026",
                case_reference="24/01188", priority="ja"),
            row(3, "Plan for helse", "theme_plan", status="decided", decision="new", revision_due="2025-2027",
                notes="Se også samfunnsdelen"),
            row(4, "Veg og trafikk", "theme_plan", status="adopted", adopted="2012", case_reference="12/340-5",
            notes="ca. 2012"),
        ],
        "errors": [5], "skipped_rows": [6],
    })  # fmt: skip


def test_sections_in_filled_rows_and_a_table_that_starts_far_down_and_to_the_right() -> None:
    book = Xlsx()
    sheet = book.sheet("Ark1")
    fill(sheet, [
        *[[None]] * 11,
        [None, None, None, "PLANOVERSIKT PORSGRUNN KOMMUNE"],
        [None],
        [None, None, None, "Plandokument", "Sist vedtatt (dato)", "Sist revidert", "Status pr. 2025", "Hjemmel",
        "Ansvarlig enhet:"],
        [None, None, None, "Teknisk sektor og beredskap"],
        [None, None, None, "Hovedplan veg 2015 - 2020", "2010", "12.05.2015", "Utgått", None, "Drift"],
        [None, None, None, "Sentrumsplan", date(2001, 3, 4), None, "Gjeldende", "pbl § 12-2", "Plan"],
        [None, None, None, "Brannordning", "2019", "2016", None, None, "Brann"],
        [None, None, None, "Brann-ordningen (under arbeid)", None, None, None, None, "Brann"],
        [None, None, None, "BRANNORDNINGEN", None, None, "Vurderes", None, None],
    ], filled=[15])  # fmt: skip
    sheet["D14"].font = Font(bold=True)
    reading = read_file(open_workbook(book.content(), "x.xlsx"), places=PLACES)
    compared(reading.to_expected_json(), {
        "municipality": 4001, "language": "nb", "sheet": "Ark1", "header_row": 14,
        "columns": {"name": "Plandokument", "adopted": "Sist vedtatt (dato)", "last_revised": "Sist revidert",
                    "status": "Status pr. 2025", "legal_basis": "Hjemmel", "responsible": "Ansvarlig enhet:"},
        "rows": [
            row(16, "Hovedplan veg 2015 - 2020", "theme_plan", status="repealed", adopted="2015-05-12", period=[2015,
            2020],
                responsible="Drift", section="Teknisk sektor og beredskap", notes="Sist vedtatt (dato) 2010"),
            row(17, "Sentrumsplan", "zoning_area", status="adopted", adopted="2001-03-04", responsible="Plan",
                section="Teknisk sektor og beredskap"),
            row(19, "Brann-ordningen", None, status="in_process", responsible="Brann", section="Teknisk sektor og "
            "beredskap"),
            row(20, "BRANNORDNINGEN", None, status="idea", section="Teknisk sektor og beredskap"),
        ],
        "errors": [18], "skipped_rows": [15], "possible_duplicates": [[19, 20]],
    })  # fmt: skip


def test_a_second_table_further_down_is_read_by_its_own_headings() -> None:
    text = "\n".join([
        "Gjeldende planer;;;",
        "Plan;Vedtatt dato og saksnr;Rulleres;Ansvar",
        "Kulturplan;18.06.2020, sak 44/20;2025;Kultur",
        "Skoleplan;PS 30/12;ved behov;Oppvekst",
        "",
        "Nye planer;;;",
        "Plan;Oppstart;Ansvar;Merknad",
        "Klimaplan;2025;Plan;Haster",
    ])  # fmt: skip
    reading = read_file(open_workbook(text.encode(), "planer.csv"), places=PLACES)
    compared(reading.to_expected_json(), {
        "header_row": 2,
        "columns": {"name": "Plan", "adopted": "Vedtatt dato og saksnr", "revision_due": "Rulleres",
                    "responsible": "Ansvar"},
        "rows": [
            row(3, "Kulturplan", "theme_plan", status="adopted", adopted="2020-06-18", case_reference="44/20",
                revision_due="2025", responsible="Kultur"),
            row(4, "Skoleplan", "theme_plan", status="adopted", adopted="2012", case_reference="30/12",
                responsible="Oppvekst", notes="ved behov"),
            row(8, "Klimaplan", "theme_plan", revision_due="2025", responsible="Plan", section="Nye planer",
                notes="Haster"),
        ],
        "skipped_rows": [6, 7],
    })  # fmt: skip


def test_a_section_column_written_only_where_the_section_begins() -> None:
    text = "Tema;Plan;Vedtatt\nOppvekst;Skoleplan;2019\n;Barnehageplan;2020\nKultur;Kulturplan;2017\n;Idrettsplan;\n"
    reading = read_file(open_workbook(text.encode(), "planer.csv"), places=PLACES)
    assert [plan.section for plan in reading.rows] == ["Oppvekst", "Oppvekst", "Kultur", "Kultur"]


def test_a_blank_section_among_sections_that_are_written_out_stays_blank() -> None:
    text = (
        "Tema;Plan;Vedtatt\nOppvekst;Skoleplan;2019\nOppvekst;Barnehageplan;2020\n"
        ";Klimaplan;2017\nKultur;Kulturplan;2018\n"
    )
    reading = read_file(open_workbook(text.encode(), "planer.csv"), places=PLACES)
    assert [plan.section for plan in reading.rows] == ["Oppvekst", "Oppvekst", None, "Kultur"]
