import csv
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import pytest

from plandugnad.core.norwegian import sort_key
from plandugnad.core.places import DATA_FOLDER
from plandugnad.regions.register import (
    Register,
    RegisterError,
    default_written_form,
    find_municipalities,
    find_municipality,
    label,
    place_rows,
    read_register,
    successors,
)

FACTS = Path(__file__).resolve().parents[2].parent / "shared" / "data"
needs_facts = pytest.mark.skipif(not FACTS.is_dir(), reason="the facts to compare with (../shared/data) are not here")

Mend = Callable[[str, str, str], Path]


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register()


@pytest.fixture
def mend(tmp_path: Path) -> Mend:
    """A copy of the tables with one text replaced in one of them."""

    def replace(file: str, text: str, other: str) -> Path:
        folder = shutil.copytree(DATA_FOLDER, tmp_path / "data")
        content = (folder / file).read_text(encoding="utf-8")
        assert text in content
        (folder / file).write_text(content.replace(text, other, 1), encoding="utf-8")
        return folder

    return replace


def names(register: Register, query: str) -> list[str]:
    return [label(register, municipality) for municipality in find_municipalities(register, query)]


def read_facts(file: str) -> list[dict[str, str]]:
    with (FACTS / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_all_of_norway_is_there(register: Register) -> None:
    assert len(register.municipalities) == 357
    assert len(register.counties) == 15
    assert len(register.state_administrators) == 10
    assert len(register.regional_councils) == 6
    assert {body.short_name for body in register.national_bodies} == {"KS", "KDD"}
    assert "Kommunal- og distriktsdepartementet" in {body.name_nb for body in register.national_bodies}


def test_the_sums_are_those_published(register: Register) -> None:
    classes = Counter(one.centrality_class_2024 for one in register.municipalities)
    assert [classes[number] for number in range(1, 7)] == [5, 21, 54, 65, 104, 108]
    standards = Counter(one.written_standard for one in register.municipalities)
    assert standards == {"bokmål": 118, "nynorsk": 88, "nøytral": 151}
    assert sum(one.population_2024 for one in register.municipalities) == 5_550_203


def test_every_municipality_has_its_county_and_state_administrator(register: Register) -> None:
    bodies = {body.organisation_number: body for body in register.state_administrators}
    for municipality in register.municipalities:
        county = register.county_by_number[municipality.county_number]
        assert county.number in bodies[municipality.state_administrator].county_numbers
    assert sorted(number for body in bodies.values() for number in body.county_numbers) == sorted(
        register.county_by_number
    )


def test_only_haram_lacks_an_organisation_number(register: Register) -> None:
    assert [one.name for one in register.municipalities if one.organisation_number is None] == ["Haram"]


def test_every_number_of_2020_to_2023_leads_to_a_municipality_of_today(register: Register) -> None:
    changed = {row.former_number for row in register.former_numbers}
    assert len(changed) == 114
    assert all(successors(register, number) for number in changed)
    assert {(row.valid_from, row.valid_to) for row in register.former_numbers} == {
        (date(2020, 1, 1), date(2023, 12, 31))
    }


@pytest.mark.parametrize(
    ("number", "name"),
    [("4227", "Kvinesdal"), ("3043", "Ål"), ("5430", "Kautokeino"), ("0301", "Oslo"), ("301", "Oslo")],
)
def test_a_number_old_or_new_finds_its_municipality(register: Register, number: str, name: str) -> None:
    found = find_municipality(register, number)
    assert found is not None
    assert found.name == name


def test_the_number_of_divided_alesund_leads_to_both_and_first_to_the_one_that_kept_the_name(
    register: Register,
) -> None:
    assert [one.number for one in successors(register, "1507")] == ["1508", "1580"]
    found = find_municipality(register, "1507")
    assert found is not None
    assert (found.number, found.valid_from) == ("1508", date(2024, 1, 1))


@pytest.mark.parametrize("number", ["", "9901", "30", "1507x", "٤٢٢٧"])
def test_an_unknown_number_finds_nothing(register: Register, number: str) -> None:
    assert find_municipality(register, number) is None


def test_numbers_that_changed_in_2024_began_that_day(register: Register) -> None:
    changed = {row.number for row in register.former_numbers}
    began = {one.number for one in register.municipalities if one.valid_from == date(2024, 1, 1)}
    assert began == changed


def test_a_neutral_municipality_begins_in_bokmal(register: Register) -> None:
    form = {one.name: default_written_form(one) for one in register.municipalities}
    assert (form["Oslo"], form["Farsund"], form["Voss"]) == ("nb", "nb", "nn")


def test_the_list_ends_with_a_ring_and_shared_names_show_their_county(register: Register) -> None:
    ordered = sorted(register.municipalities, key=lambda one: sort_key(one.name))
    assert [one.name for one in ordered[-9:]] == [
        "Åfjord", "Ål", "Ålesund", "Åmli", "Åmot", "Årdal", "Ås", "Åseral", "Åsnes"
    ]  # fmt: skip
    assert register.shared_names == {"Herøy", "Våler"}
    labels = {label(register, one) for one in register.municipalities}
    assert len(labels) == 357
    assert {"Herøy (Nordland)", "Herøy (Møre og Romsdal)", "Våler (Østfold)", "Våler (Innlandet)", "Ål"} <= labels


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kvinesdal kommune", ["Kvinesdal"]),
        ("Kvinnesdal", ["Kvinesdal"]),
        ("hegebostad", ["Hægebostad"]),
        ("Deatnu", ["Tana"]),
        ("Guovdageainnu suohkan", ["Kautokeino"]),
        ("Unjarga", ["Nesseby"]),
        ("våler", ["Våler (Innlandet)", "Våler (Østfold)"]),
        ("Herøy i Nordland", ["Herøy (Nordland)"]),
        ("våler innlandet", ["Våler (Innlandet)"]),
        ("1507", ["Ålesund", "Haram"]),
        ("Atlantis", []),
    ],
)
def test_people_find_what_they_mean(register: Register, query: str, expected: list[str]) -> None:
    assert sorted(names(register, query)) == sorted(expected)


def test_the_exact_name_comes_before_the_longer_ones(register: Register) -> None:
    assert names(register, "ål")[:2] == ["Ål", "Ålesund"]
    assert names(register, "al")[0] == "Ål"
    assert names(register, "os")[0] == "Os"


def test_every_municipality_is_found_by_each_of_its_official_names(register: Register) -> None:
    for one in register.municipalities:
        for name in (one.name, *one.names.alternatives):
            assert one in find_municipalities(register, name)[:2], name


def test_kartverkets_letters_are_used_in_the_newest_set_of_names(register: Register) -> None:
    official = {one.name: one.names.official for one in register.municipalities}
    assert official["Porsanger"] == "Porsanger - Porsáŋgu - Porsanki"
    assert official["Karasjok"] == "Kárášjohka - Karasjok"
    assert official["Lyngen"] == "Lyngen - Ivgu - Yykeä"


def test_the_table_engine_is_told_all_names_and_numbers(register: Register) -> None:
    rows = {row.number: row for row in place_rows(register)}
    assert len(rows) == 357
    assert rows["5622"] == ("5622", "Porsanger", ("Porsáŋgu", "Porsanki"), ("5436",), "Finnmark")
    assert rows["1580"].former_numbers == rows["1508"].former_numbers == ("1507",)
    assert rows["4227"].former_numbers == ()


def test_the_facts_cannot_be_changed(register: Register) -> None:
    with pytest.raises(FrozenInstanceError):
        register.municipalities[0].population_2026 = 0  # type: ignore[misc]


def test_what_no_source_confirms_is_marked(register: Register) -> None:
    body = {body.key: body for body in register.sector_bodies}
    assert (body["nve"].may_object, body["nve"].objection_certainty) == ("yes", None)
    assert (body["biskopen"].may_object, body["biskopen"].objection_certainty) == ("yes", "S")
    assert (body["bane-nor"].may_object, body["bane-nor"].objection_certainty) == ("unclear", "U")
    assert body["statsbygg"].may_object == "no"


@pytest.mark.parametrize(
    ("file", "text", "other", "complaint"),
    [
        ("municipalities.csv", "\n1103,", "\n1101,", "municipalities.csv, linje 4: 1101 står også på linje 3"),
        ("municipalities.csv", "944496394", "944496395", "linje 3: kontrollsifferet"),
        ("municipalities.csv", "944496394", "964965226", "linje 4: organisasjonsnummer 964965226 står også på linje 3"),
        ("municipalities.csv", ",11,974763230", ",12,974763230", "linje 3: nummer 12 finnes ikke"),
        ("municipalities.csv", ",11,974763230", ",11,974762994", "linje 3: kommune 1101 har en annen statsforvalter"),
        ("municipalities.csv", ",bokmål,", ",riksmål,", "linje 3: «riksmål» under written_standard"),
        ("municipalities.csv", ",6.074,", ",60.74,", "linje 3: 60.74 under longitude er utenfor 4–31.5"),
        ("municipalities.csv", ",58.507,", ",nan,", "linje 3: «nan» kan ikke stå under latitude"),
        ("municipalities.csv", ",Oslove,", ",Oslo,", "linje 2: de offisielle navnene"),
        ("municipalities.csv", "area_km2", "area", "linje 2: kolonnen area_km2 mangler"),
        ("municipalities.csv", ",747,", ",747,,", "linje 3: 23 celler, ventet 22"),
        ("former_numbers.csv", "1508,2020-01-01", "1509,2020-01-01", "linje 2: nummer 1509 finnes ikke"),
        ("former_numbers.csv", "2020-01-01", "2020-02-30", "linje 2: «2020-02-30» under valid_from er ikke en dato"),
        ("former_numbers.csv", "\n3001,", "\n3101,", "nummer 3101 er i bruk i dag"),
        ("state_administrators.csv", ",11\n", ",15\n", "linje 3: fylke 15 har en annen statsforvalter"),
        ("state_administrators.csv", ";32;33", ";32", "counties.csv, linje 8: fylke 33 mangler"),
        ("regional_councils.csv", "4206;", "1003;", "linje 2: nummer 1003 finnes ikke"),
        ("sector_bodies.csv", ",yes,", ",ja,", "linje 2: «ja» under may_object må være en av yes, no, unclear"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused_with_file_and_line(
    mend: Mend, file: str, text: str, other: str, complaint: str
) -> None:
    with pytest.raises(RegisterError) as refused:
        read_register(mend(file, text, other))
    assert complaint in str(refused.value)
    assert (refused.value.file, refused.value.line > 0) == (
        complaint.split(",")[0] if ".csv" in complaint else file,
        True,
    )


def test_a_missing_empty_or_garbled_table_is_refused(mend: Mend) -> None:
    folder = mend("counties.csv", "Rogaland", "Rogaland")
    (folder / "counties.csv").write_bytes("number,name\n11,Tromsø\n".encode("cp1252"))
    with pytest.raises(RegisterError, match="CSV i UTF-8"):
        read_register(folder)
    (folder / "counties.csv").write_text("number\n", encoding="utf-8")
    with pytest.raises(RegisterError, match="tabellen er tom"):
        read_register(folder)
    (folder / "counties.csv").unlink()
    with pytest.raises(RegisterError, match="finnes ikke"):
        read_register(folder)


@needs_facts
def test_the_municipalities_are_as_the_facts_say(register: Register) -> None:
    facts = read_facts("municipalities.csv")
    assert [row["number"] for row in facts] == [one.number for one in register.municipalities]
    for row, one in zip(facts, register.municipalities, strict=True):
        assert (
            row["name"], row["county_number"], row["state_administrator_org"], row["written_standard"],
            row["sami_language_area"], row["organisation_number"], row["website"], row["administrative_centre"],
        ) == (
            one.name, one.county_number, one.state_administrator, one.written_standard,
            one.sami_language_area or "", one.organisation_number or "", one.website, one.administrative_centre,
        )  # fmt: skip
        figures = ["centrality_index_2024", "centrality_class_2024", "population_2024", "population_2026", "area_km2"]
        assert [float(row[figure]) for figure in figures] == [float(getattr(one, figure)) for figure in figures]
        assert (float(row["point_lon"]), float(row["point_lat"])) == (one.longitude, one.latitude)
        assert one in successors(register, row["number_2020_2023"])


@needs_facts
def test_the_names_are_the_newest_set_with_the_letters_of_kartverket(register: Register) -> None:
    for row, one in zip(read_facts("municipalities.csv"), register.municipalities, strict=True):
        names_of_ssb = row["official_name_ssb"].split(" - ")
        official = one.names.official.split(" - ")
        assert [sort_key(name) for name in official] == [sort_key(name) for name in names_of_ssb]
        assert set(row["official_name_kartverket"].split(" - ")) <= set(official)


@needs_facts
def test_counties_state_administrators_and_councils_are_as_the_facts_say(register: Register) -> None:
    bodies = {body.organisation_number: body.name for body in register.state_administrators}
    municipalities = Counter(one.county_number for one in register.municipalities)
    for row, county in zip(read_facts("counties.csv"), register.counties, strict=True):
        assert (row["number"], row["name"], row["official_name_kartverket"], row["administration_name"]) == (
            county.number, county.name, county.names.official, county.administration_name
        )  # fmt: skip
        assert (row["organisation_number"], row["written_standard"]) == (
            county.organisation_number, county.written_standard
        )  # fmt: skip
        assert row["state_administrator_name"] == bodies[row["state_administrator_org"]]
        assert int(row["municipality_count"]) == municipalities[county.number]
        assert (row["sami_language_area"] == "ja") == county.is_sami_language_area
    confirmed = [row for row in read_facts("regional_councils.csv") if row["verification"] == "bekreftet"]
    for row, council in zip(confirmed, register.regional_councils, strict=True):
        assert row["name"].startswith(council.name)
        assert tuple(row["member_numbers"].split(";")) == council.member_numbers
        members = [register.municipality_by_number[number].name for number in council.member_numbers]
        assert members == row["member_names"].split(";")
