"""Whose plans these are. Many municipalities share their names with ordinary words, and some with each other."""

import pytest

from tests.engines.tables.tables import PLACES, Value, read


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Farsund kommune", "4206"), ("⚓ FARSUND KOMMUNE", "4206"), ("SIRDAL KOMMUNE", "4228"),
        ("Planoversikt Sirdal", "4228"), ("Ulvik herad – planoversyn", "4620"), ("Kommune: Vik", "4639"),
        ("Os kommune", "3430"), ("Planar i Vik", "4639"), ("Planoversikt for Farsund kommunes plansystem", "4206"),
        ("Evje og Hornnes kommune", "4219"), ("Guovdageainnu suohkan – Kautokeino kommune", "5612"),
        ("Gáivuona suohkan / Kåfjord kommune", "5540"), ("Kommunenr. 4206", "4206"), ("4228 Sirdal", "4228"),
        ("kommunenummer 3806", "4001"), ("Herøy kommune i Nordland", "1818"),
        ("Herøy kommune, Møre og Romsdal", "1515"), ("Våler kommune (Østfold)", "3114"), ("Lund for alle", None),
        ("Time for time", None), ("Strand og sjø", None), ("Os som bygd", None), ("Plan for " "strand", None),
        ("Herøy kommune", None), ("Farsund, Flekkefjord og Lyngdal", None), ("Planoversikt 2024", None), ("", None),
        ("Møte kl. 1200 i 2024", None),
    ],
)  # fmt: skip
def test_titles(title: str, number: str | None) -> None:
    assert PLACES.in_text(title) == number


@pytest.mark.parametrize(
    ("filename", "number"),
    [
        ("haegebostad_planoversyn.xlsx", "4226"), ("hagebostad.csv", "4226"), ("Hægebostad-planar.ods", "4226"),
        ("farsundkommune.xls", "4206"), ("evje_og_hornnes planer.xlsx", "4219"), ("indre-ostfold.xlsx", "3118"),
        ("IndreØstfold_planer.xlsx", "3118"), ("aal_planar.xlsx", "3328"), ("alesund.xlsx", "1508"),
        ("aalesund.xlsx", "1508"), ("planer 4206.csv", "4206"), ("planer 2024.csv", None), ("heroy.xlsx", None),
        ("farsund-strand-planer.csv", "4206"), ("planer.xlsx", None), ("A\u030al.csv", "3328"), ("os.csv", None),
        ("al planar.csv", None), ("os_kommune.csv", "3430"), ("oskommune.csv", "3430"),
        ("al-kommune-planar.ods", "3328"),
        ("ål.csv", "3328"),
    ],
)  # fmt: skip
def test_file_names(filename: str, number: str | None) -> None:
    assert PLACES.in_file_name(filename) == number


def test_numbers_of_2020_to_2023_mean_the_municipality_of_today() -> None:
    assert PLACES.of_number("3806") == "4001"
    assert PLACES.of_number("301") == "0301"
    assert PLACES.of_number("1507") is None, "Ålesund as it was has become two"


def test_the_title_goes_before_the_sheet_name_and_that_before_the_file_name() -> None:
    table: list[list[Value]] = [["Plan", "Vedtatt"], ["Kulturplan", 2019]]
    assert read([["Lyngdal kommune"], *table], name="Sirdal", filename="farsund.xlsx").municipality == "4225"
    assert read(table, name="Sirdal", filename="farsund.xlsx").municipality == "4228"
    assert read(table, name="Ark1", filename="farsund.xlsx").municipality == "4206"
    assert read(table, name="Ark1", filename="planer.xlsx").municipality is None


def test_names_of_plans_do_not_decide() -> None:
    table: list[list[Value]] = [["Plan", "Vedtatt"], ["Kommunedelplan for Farsund kommune", 2019]]
    assert read(table).municipality is None
