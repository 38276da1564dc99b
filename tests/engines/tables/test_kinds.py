"""Plan types: the first rule that decides."""

import pytest

from plandugnad.engines.tables.kinds import plan_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Planprogram for kommuneplanens arealdel", "other"), ("Føresegner til arealdelen", "other"),
        ("Delegeringsreglement", "other"), ("Kommunal planstrategi", "planning_strategy"),
        ("Kommuneplanen sin samfunnsdel", "community_part"), ("Kommunedelplan for sentrum", "partial_plan_area"),
        ("Kommunedelplan for kystsonen", "partial_plan_area"), ("Kommunedelplan for idrett", "partial_plan_theme"),
        ("Kommuneplanens arealdel", "land_use_part"), ("Områdeplan Vika", "zoning_area"),
        ("Mindre reguleringsendring Vika", "zoning_detail"), ("Detaljplan Vika", "zoning_detail"),
        ("Handlings- og " "økonomiplan", "economy_plan"), ("Økonomi- og handlingsplan", "economy_plan"),
        ("Årsbudsjett 2025", "economy_plan"), ("Handlingsdel 2025", "action_part"),
        ("Verksemdsplan oppvekst", "service_plan"), ("Årsmelding 2023", "annual_report"),
        ("Oversikt over folkehelsa", "knowledge_base"), ("Helhetlig ROS", "knowledge_base"), ("Trossamfunn", None),
        ("Retningslinjer for startlån", "knowledge_base"), ("Regional transportplan", "regional_plan"),
        ("Handlingsdel med budsjett", "action_part"), ("Handlingsdel og budsjett 2026", "action_part"),
        ("Handlingsdel med økonomiplan", "economy_plan"), ("Handlingsplan og årsbudsjett", "economy_plan"),
        ("Retningsliner for startlån", "knowledge_base"), ("Retningslinene for tilskot", "knowledge_base"),
        ("Folkehelseoversyn", "knowledge_base"), ("Folkehelsa: oversyn 2024", "knowledge_base"),
        ("Oversyn over folkehelsa", "knowledge_base"), ("Behovsplan for barnehagar", "knowledge_base"),
        ("Risiko og sårbarheitsanalyse", "knowledge_base"), ("Heilskapleg ROS", "knowledge_base"),
        ("Verksemdsplan kultur", "service_plan"), ("Føresegner til kommunedelplanen", "other"),
        ("Planføresegner for sentrum", "other"), ("Planskildring for Vika", "other"),
        ("Reglement for delegering", "other"), ("Områderegulering for Vika", "zoning_area"),
        ("Detaljregulering Vika", "zoning_detail"), ("Regionalplan for vatn", "regional_plan"),
        ("Regional planstrategi", "planning_strategy"), ("Boligmelding", "theme_plan"),
        ("Handlingsprogram klima", "theme_plan"), ("Vika", None),
    ],
)  # fmt: skip
def test_by_name(name: str, kind: str | None) -> None:
    assert plan_kind(name) == kind


@pytest.mark.parametrize(
    ("type_text", "name", "kind"),
    [
        ("KP", "Samfunnsdelen", "community_part"), ("KDP", "Alleen tettsted", "partial_plan_area"),
        ("Kommunedelplan", "Idrett", "partial_plan_theme"), ("TP", "Virksomhetsplan skole", "theme_plan"),
        ("Fagplan", "Kulturminner", "theme_plan"), ("F", "Ruter", "theme_plan"), ("R", "Kyst", "regional_plan"),
        ("Reguleringsplan", "Vika", "zoning_detail"), ("Reguleringsplan", "Områderegulering Vika", "zoning_area"),
        ("Annet", "Kulturplan", "theme_plan"),
    ],
)  # fmt: skip
def test_the_type_column_goes_first(type_text: str, name: str, kind: str) -> None:
    assert plan_kind(name, type_text) == kind


def test_then_legal_basis_then_the_section_and_a_service_area_decides_nothing() -> None:
    assert plan_kind("Vika", legal_basis="pbl § 12-3") == "zoning_detail"
    assert plan_kind("Vika", legal_basis="plan- og bygningslova §12-2", section="Temaplaner") == "zoning_area"
    assert plan_kind("Strategi", legal_basis="pbl. § 10-1") == "planning_strategy"
    assert plan_kind("Vika", legal_basis="pbl § 11-5") is None
    assert plan_kind("Vika", section="Reguleringsplaner") == "zoning_detail"
    assert plan_kind("Kystsonen", section="Kommunedelplanar") == "partial_plan_area"
    assert plan_kind("Biblioteket", section="Temaplaner") == "theme_plan"
    assert plan_kind("Biblioteket", section="Oppvekst") is None
    assert plan_kind("Biblioteket", section="Temaplaner og kommunedelplaner") is None


@pytest.mark.parametrize(
    "theme",
    ["sentrum", "sentrumsområdet", "strandsona", "strandsonen", "kystsona", "kystsonene", "Sandvik tettstad",
     "tettstaden", "tettstadene", "tettstedene", "byområdet", "byområda", "hytteområda", "hytteområdene",
     "hyttegrendene", "sjøområda", "sjøområdene", "næringsområdet", "industriområda", "bustadområda", "boligområdene",
     "arealbruk", "fritidsbusetnad", "hamneområdet", "havna", "grendesentra", "utbyggingsområda", "friluftsområda"],
)  # fmt: skip
def test_a_sub_plan_for_land_in_every_form_of_the_word(theme: str) -> None:
    assert plan_kind(f"Kommunedelplan for {theme}") == "partial_plan_area"
    assert plan_kind(f"Plan for {theme}", "KDP") == "partial_plan_area"


@pytest.mark.parametrize(
    "theme",
    ["idrett og friluftsliv", "helse og omsorg", "tenesteområda", "satsingsområder", "boligsosialt arbeid", "vann",
     "klima og energi", "kulturminne", "næring", "barn og unge", "fagområdene", "person og personvern"],
)  # fmt: skip
def test_a_sub_plan_for_a_theme(theme: str) -> None:
    assert plan_kind(f"Kommunedelplan for {theme}") == "partial_plan_theme"


@pytest.mark.parametrize(
    ("number", "name", "kind"),
    [
        ("20", "Arealdelen", "land_use_part"), ("21", "Vika sentrum", "partial_plan_area"),
        ("21", "Idrett", "partial_plan_theme"), ("22", "Endring ved Vika", "land_use_part"),
        ("30", "Vika", "zoning_detail"), ("31", "Vika", "zoning_detail"), ("33", "Vika", "zoning_detail"),
        ("34", "Vika", "zoning_area"), ("35", "Vika", "zoning_detail"),
        ("35 Detaljregulering", "Vika", "zoning_detail"), ("34 - Områderegulering", "Vika", "zoning_area"),
        ("12", "Kysten", "regional_plan"),
    ],
)  # fmt: skip
def test_the_numbers_of_plan_registers_in_a_type_column(number: str, name: str, kind: str) -> None:
    assert plan_kind(name, number) == kind
