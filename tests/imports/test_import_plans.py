"""The command: first what would happen, in words; then, when asked, the import."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from plandugnad.core.models import AuditEvent
from plandugnad.imports.models import ImportRun
from plandugnad.plans.models import Plan
from tests.cast import Cast
from tests.imports.builders import PLANS, WITH_FAULTS, names, xlsx


def kept(folder: Path, content: bytes, name: str = "planer.xlsx") -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def said(*words: str) -> str:
    out = StringIO()
    call_command("import_plans", *words, stdout=out)
    return out.getvalue()


def test_without_skriv_it_tells_and_keeps_nothing(cast: Cast, tmp_path: Path) -> None:
    told = said(kept(tmp_path, xlsx(WITH_FAULTS)), "--kommune", cast.fjordvik.number)
    assert "Planer, rad 2: ny plan: Kulturplan" in told
    assert "Revisjon (2020) er før vedtak (14.12.2022)." in told
    assert "Fjordvik: 3 nye planer, 2 feil." in told
    assert "Legg til --skriv for å importere." in told
    assert not Plan.objects.exists()
    assert not ImportRun.objects.exists()


def test_with_skriv_it_imports_and_the_second_time_finds_nothing_to_do(cast: Cast, tmp_path: Path) -> None:
    file = kept(tmp_path, xlsx(PLANS))
    assert "Importert." in said(file, "--kommune", cast.fjordvik.number, "--skriv")
    assert len(names(cast.fjordvik)) == 3
    assert set(AuditEvent.objects.values_list("by_name", flat=True)) == {"Kommandolinjen"}
    assert "Det er ingenting å importere." in said(file, "--kommune", cast.fjordvik.number, "--skriv")
    assert ImportRun.objects.count() == 1


def test_one_sheet_of_several(cast: Cast, tmp_path: Path) -> None:
    zoning = [("Plannavn", "Type", "Vedtatt"), ("Detaljregulering for Nordbyen", "Reguleringsplan", "01.02.2018")]
    file = kept(tmp_path, xlsx(PLANS, Regulering=zoning))
    said(file, "--kommune", cast.fjordvik.number, "--ark", "Regulering", "--skriv")
    assert names(cast.fjordvik) == ["Detaljregulering for Nordbyen"]


@pytest.mark.parametrize(
    ("number", "sheet", "content", "sentence"),
    [
        ("0000", None, xlsx(PLANS), "ingen kommune med nummer 0000"),
        ("9901", "Budsjett", xlsx(PLANS), "Arkene heter: Planer."),
        ("9901", None, b"%PDF-1.7 og mer", "PDF"),
        ("9901", None, xlsx([("Navn", "Telefon"), ("Kari", "99 99 99 99")]), "ingen tabell med planer"),
    ],
    ids=["no such municipality", "no such sheet", "not a table", "no plans"],
)
def test_what_cannot_be_done_is_said_in_words(
    cast: Cast, tmp_path: Path, number: str, sheet: str | None, content: bytes, sentence: str
) -> None:
    _ = cast.fjordvik
    only = ["--ark", sheet] if sheet else []
    with pytest.raises(CommandError, match=sentence):
        said(kept(tmp_path, content), "--kommune", number, *only)
    assert not ImportRun.objects.exists()


def test_a_file_that_is_not_there(cast: Cast) -> None:
    _ = cast.fjordvik
    with pytest.raises(CommandError, match=r"Filen borte\.xlsx kan ikke leses"):
        said("/finnes/ikke/borte.xlsx", "--kommune", "9901")


def test_a_table_of_another_municipality_is_not_written(cast: Cast, tmp_path: Path) -> None:
    _ = cast.ytre_fjord
    file = kept(tmp_path, xlsx([("Planoversikt for Lyngmo kommune",), *PLANS]))
    with pytest.raises(CommandError, match="nevner kommune 9902"):
        said(file, "--kommune", "9901", "--skriv")
    assert not Plan.objects.exists()
    assert not ImportRun.objects.exists()
