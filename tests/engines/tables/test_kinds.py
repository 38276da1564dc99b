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
        ("Boligmelding", "theme_plan"), ("Handlingsprogram klima", "theme_plan"), ("Vika", None),
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
