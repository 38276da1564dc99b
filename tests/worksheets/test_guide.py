"""The start-up guide around the worksheets: why, what to prepare, four parts, eight principles."""

from pathlib import Path

import pytest

from plandugnad.engines.sheet.refusal import Refused
from plandugnad.worksheets.definitions import every_definition
from plandugnad.worksheets.guide import guide, read_guide


def test_the_four_parts_hold_the_eight_worksheets_in_order() -> None:
    parts = {one.title.nb: [sheet.title.nb for sheet in guide().worksheets_of(one.id)] for one in guide().parts}
    assert parts == {
        "Felles mål": ["Vårt formål", "Regionens aktørkart"],
        "Felles regler": ["Spilleregler for samarbeidet", "En felles planprosess"],
        "Åpen dialog": ["Møtemodell", "En digital struktur", "Faglig planvurdering"],
        "Løse uenigheter": ["Konfliktkompasset"],
    }
    assert [sheet for part in guide().parts for sheet in guide().worksheets_of(part.id)] == list(every_definition())


def test_the_eight_principles_stand_in_their_order() -> None:
    assert [one.id for one in guide().principles] == [
        "boundaries", "local_rules", "collective_choice", "monitoring", "graduated_response", "conflict_resolution",
        "right_to_organise", "levels",
    ]  # fmt: skip


def test_a_weak_principle_points_at_the_worksheets_that_help() -> None:
    """The guide's own links; the right to organise is helped by mandates, which are no worksheet."""
    first = {one.id: [sheet.id for sheet in guide().worksheets_for(one.id)] for one in guide().principles}
    assert "purpose" in first["boundaries"]
    assert "rules" in first["local_rules"]
    assert "rules" in first["collective_choice"]
    assert {"purpose", "meetings"} <= set(first["monitoring"])
    assert first["graduated_response"] == ["rules"]
    assert first["conflict_resolution"] == ["conflict"]
    assert first["right_to_organise"] == []
    assert "actors" in first["levels"]


def test_it_says_why_and_what_to_prepare_calmly_in_three_languages() -> None:
    told = guide()
    assert len(told.why) >= 3
    assert len(told.prepare) >= 3
    for one in (*told.why, *told.prepare, *told.parts, *told.principles):
        for language in ("nb", "nn", "en"):
            assert "!" not in one.title.said(language) + one.text.said(language)
            assert len(one.text.said(language)) <= 200
        assert one.text.nb != one.text.nn


def test_a_fault_in_it_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "guide.yaml").write_text("why: [{id: a, title: {nb: A}}]", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_guide(tmp_path / "guide.yaml")
    assert str(refused.value) == "guide.yaml: a.title skal ha tekst på nb, nn og en. Skriv alle tre."
