"""The document of a planning strategy: as a page, as Word and as PDF."""

import io
import json
import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from pypdf import PdfReader

from plandugnad.core.papers.pieces import Bullets, Grid, Outlay, Part, Picture, Subheading, Words
from plandugnad.plans.actions import describe_plan_type
from plandugnad.plans.kinds import PlanStatus
from plandugnad.strategies.asking.actions import add_party
from plandugnad.strategies.document import pictures
from plandugnad.strategies.document.actions import write_section
from plandugnad.strategies.document.keeping import as_json, from_json
from plandugnad.strategies.document.laying import lay_out
from plandugnad.strategies.document.models import DocumentSection
from plandugnad.strategies.document.sections import CHAPTERS, OWN
from plandugnad.strategies.document.writing import pieces_of
from plandugnad.strategies.models import Strategy
from tests.cast import Cast
from tests.plans.builders import INGRID, browser, make_plan
from tests.strategies.builders import a_need, a_strategy
from tests.worksheets.taking_out.test_paper import tags

TODAY = date(2024, 2, 1)


def at(strategy: Strategy, rest: str = "") -> str:
    return f"/planstrategi/{strategy.id}/dokument/{rest}"


def whole(cast: Cast) -> Strategy:
    """With something in every chapter."""
    strategy = a_strategy(cast.fjordvik)
    for code in OWN:
        write_section(INGRID, strategy, code, f"Vi har skrevet om {code}.\n\n- Det ene\n- Det andre")
    describe_plan_type(INGRID, cast.fjordvik, "theme_plan", is_used=True, text="Bare når samfunnsdelen peker på det.")
    make_plan(cast.county, "Regional plan for kysten", plan_type="regional_plan", status=PlanStatus.ADOPTED)
    zoning = make_plan(cast.fjordvik, "Reguleringsplan for Neset", plan_type="zoning_detail", status="adopted")
    theme = make_plan(cast.fjordvik, "Temaplan for idrett", plan_type="theme_plan", status="adopted")
    old = make_plan(cast.fjordvik, "Kulturplan 2010", plan_type="theme_plan", status="adopted")
    make_plan(cast.fjordvik, "Trafikksikkerhetsplan", plan_type="theme_plan", status="adopted", decision="continue")
    a_need(strategy, plan=zoning, decision="repeal")
    target = a_need(strategy, plan=theme, decision="revise", begins=20242, ends=20251, days=40, responsible="Oppvekst")
    a_need(strategy, plan=old, decision="merge", merge_into=target)
    a_need(
        strategy, "Temaplan for oppvekst", plan_type="theme_plan", decision="new", begins=20251, ends=20251, days=30,
        basis="political", participation="Ungdomsrådet",
    )  # fmt: skip
    add_party(INGRID, strategy, {"kind": "state", "name": "NVE", "asked_on": TODAY, "weighed": "Tillegges lite vekt."})
    Strategy.objects.filter(pk=strategy.pk).update(
        capacity={"2024": 120, "2025": 100}, community_choice="continue", community_because="Den er fra 2021.",
        land_use_choice="revise_parts", land_use_because="Strandsonen må ses på.",
    )  # fmt: skip
    return Strategy.objects.select_related("organisation", "plan").get(pk=strategy.pk)


def test_the_outline_has_the_elements_the_law_and_the_cities_ask_for(cast: Cast) -> None:
    laid = lay_out(whole(cast), TODAY)
    assert [part.title for part in laid.parts] == [
        f"{number} {chapter.title}" for number, chapter in enumerate(CHAPTERS, start=1)
    ]
    grids = {piece.title: piece for part in laid.parts for piece in part.pieces if isinstance(piece, Grid)}
    assert grids["Nye planer"].rows == (("Temaplan for oppvekst", "Temaplan", "våren 2025", "Ungdomsrådet"),)
    assert grids["Planer som revideres"].rows == (
        ("Temaplan for idrett", "Temaplan", "høsten 2024–våren 2025", "Oppvekst"),
    )
    assert grids["Planer som slås sammen"].rows == (("Kulturplan 2010", "Temaplan", "Temaplan for idrett"),)
    assert grids["Planer som videreføres"].rows == (("Trafikksikkerhetsplan", "Temaplan"),)
    assert grids["Arealplaner som oppheves"].rows == (("Reguleringsplan for Neset", "Detaljregulering"),)
    assert grids["Dagsverk i året"].rows == (("2024", 120, 20), ("2025", 100, 50))
    assert grids["Hvem kommunen har spurt"].rows[0][0] == "NVE"
    told = str(as_json(laid))
    assert "Deler av arealdelen revideres." in told
    assert "Regional plan for kysten" in told
    assert "Tillegges lite vekt" not in told


def test_what_is_not_written_and_has_no_data_is_not_in_the_files(cast: Cast) -> None:
    assert lay_out(a_strategy(cast.fjordvik), TODAY).parts == ()


def test_own_text_survives_when_the_plans_change(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    write_section(INGRID, strategy, "needs", "Vi møttes to kvelder.")
    before = lay_out(strategy, TODAY)
    a_need(strategy, decision="new")
    after = lay_out(strategy, TODAY)
    assert len(after.parts) > len(before.parts) == 1
    assert Words("Vi møttes to kvelder.") in next(part for part in after.parts if "planbehovet" in part.title).pieces


def test_it_is_a_word_document_with_headings_and_real_tables(cast: Cast) -> None:
    strategy, client = whole(cast), browser(cast.person("Ingrid"))
    made: Any = Document(io.BytesIO(client.get(at(strategy, "fil/docx/")).content))
    headings = [one.text for one in made.paragraphs if one.style.name == "Heading 1"]
    assert headings[0] == "1 Planstrategien og planene våre"
    assert len(headings) == len(CHAPTERS)
    assert made.paragraphs[0].text == "Planstrategi for Fjordvik kommune 2023–2027"
    assert made.core_properties.language == "nb-NO"
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert "Temaplan for oppvekst" in cells


def test_it_is_a_pdf_a_screen_reader_can_read(cast: Cast) -> None:
    strategy, client = whole(cast), browser(cast.person("Åse"))
    pdf = PdfReader(io.BytesIO(client.get(at(strategy, "fil/pdf/")).content))
    root: Any = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("nb-NO", True)
    found = tags(pdf)
    assert found.count("/H1") == 1
    assert found.count("/H2") >= len(CHAPTERS)
    assert "/TH" in found
    assert "/TOC" in found
    assert "Temaplan for oppvekst" in "".join(page.extract_text() for page in pdf.pages)
    assert client.get(at(strategy, "fil/exe/")).status_code == 404


def test_a_municipality_that_writes_nynorsk_has_its_files_in_nynorsk(cast: Cast) -> None:
    strategy = a_strategy(cast.lyngmo)
    a_need(strategy, decision="new")
    made = Document(io.BytesIO(browser(cast.person("Marit")).get(at(strategy, "fil/docx/")).content))
    assert made.core_properties.language == "nn-NO"


def test_a_picture_stands_in_every_kind_with_the_same_in_words(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4"/></svg>'
    drawn = Picture("Fireårshjulet", svg, "I 2024 lages to planer.")
    monkeypatch.setattr(pictures, "_added", [lambda strategy, today: drawn])
    strategy, client = whole(cast), browser(cast.person("Ingrid"))
    made = Document(io.BytesIO(client.get(at(strategy, "fil/docx/")).content))
    assert made.inline_shapes[0]._inline.docPr.get("descr") == "I 2024 lages to planer."
    pdf = PdfReader(io.BytesIO(client.get(at(strategy, "fil/pdf/")).content))
    assert "/Figure" in tags(pdf)
    page = client.get(at(strategy)).content.decode()
    [address] = re.findall(r'<img src="(\S+)" alt="I 2024 lages to planer.">', page)
    shown = client.get(address)
    assert (shown.headers["Content-Type"], shown.content[:4]) == ("image/png", b"\x89PNG")
    assert client.get(at(strategy, "bilde/ukjent/")).status_code == 404
    assert browser(cast.person("Guri")).get(address).status_code == 404


def test_what_is_kept_comes_back_as_it_was() -> None:
    pieces = (
        Words("A", is_quiet=True), Subheading("B"), Bullets(("C",)), Picture("D", "<svg/>", "E"),
        Grid("F", ("G",), (("H",),)),
    )  # fmt: skip
    laid = Outlay("T", (("a", "b"),), "", (Part("1 Del", "", pieces),), is_example=True, has_contents=True)
    assert from_json(json.loads(json.dumps(as_json(laid))), is_example=True) == laid


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Ett.\n\nTo.", [Words("Ett."), Words("To.")]),
        ("Slik:\n- en\n- to", [Words("Slik:"), Bullets(("en", "to"))]),
        ("# Mer\nEtter", [Subheading("Mer"), Words("Etter")]),
        ("  \n\n ", []),
    ],
)
def test_own_text_is_paragraphs_lists_and_small_headings(text: str, pieces: list[Any]) -> None:
    assert list(pieces_of(text)) == pieces


def test_a_section_is_written_in_place(cast: Cast) -> None:
    strategy, client = a_strategy(cast.fjordvik), browser(cast.person("Ingrid"), with_htmx=True)
    form = client.get(at(strategy, "avsnitt/about/")).content.decode()
    assert "Omtrent 120 ord holder." in form
    assert 'hx-target="#avsnitt-about"' in form
    saved = client.post(at(strategy, "avsnitt/about/"), {"text": "Om strategien.", "seen": "0"}).content.decode()
    assert "Om strategien." in saved
    assert "Lagret" in saved
    assert client.get(at(strategy, "avsnitt/ukjent/")).status_code == 404


def test_without_scripts_it_is_written_on_a_page(cast: Cast) -> None:
    strategy, client = a_strategy(cast.fjordvik), browser(cast.person("Ingrid"))
    answer = client.post(at(strategy, "avsnitt/trends/"), {"text": "Færre barn.", "seen": "0"})
    assert answer.headers["Location"] == f"{at(strategy)}#avsnitt-trends"
    assert "Færre barn." in client.get(at(strategy)).content.decode()


def test_two_who_write_in_one_section_lose_nothing(cast: Cast) -> None:
    strategy, client = a_strategy(cast.fjordvik), browser(cast.person("Ingrid"))
    write_section(INGRID, strategy, "about", "Tores tekst.")
    conflict = client.post(at(strategy, "avsnitt/about/"), {"text": "Min tekst.", "seen": "0"})
    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Ingrid Eksempel har endret dette avsnittet" in page
    assert "Tores tekst." in page
    assert "Min tekst." in page
    seen = conflict.context["form"]["seen"].value()
    client.post(at(strategy, "avsnitt/about/"), {"text": "Min tekst.", "seen": seen})
    assert DocumentSection.objects.get().text == "Min tekst."


def test_what_stood_before_is_found_and_taken_back(cast: Cast) -> None:
    strategy, client = a_strategy(cast.fjordvik), browser(cast.person("Ingrid"))
    for text in ("Den første.", "Den andre."):
        write_section(INGRID, strategy, "about", text)
    history = client.get(at(strategy, "avsnitt/about/historikk/"))
    first = history.context["versions"][1]
    assert first.text == "Den første."
    client.post(at(strategy, f"avsnitt/about/hent/{first.id}/"))
    assert DocumentSection.objects.get().text == "Den første."
    assert [one.text for one in client.get(at(strategy, "avsnitt/about/historikk/")).context["versions"]] == [
        "Den første.", "Den andre.", "Den første.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [("Ingrid", 200, 200), ("Tore", 200, 200), ("Åse", 200, 404), ("Marit", 404, 404), ("Guri", 404, 404)],
)
def test_a_draft_is_for_those_who_read_all(cast: Cast, who: str, reads: int, writes: int) -> None:
    strategy, person = a_strategy(cast.fjordvik), cast.person(who)
    client = browser(person)
    assert client.get(at(strategy)).status_code == reads
    assert client.get(at(strategy, "fil/docx/")).status_code == reads
    assert client.get(at(strategy, "avsnitt/about/")).status_code == writes


def test_more_plans_ask_the_database_no_more(cast: Cast) -> None:
    strategy, client = whole(cast), browser(cast.person("Ingrid"))
    client.get(at(strategy))
    with CaptureQueriesContext(connection) as few:
        client.get(at(strategy))
    for number in range(20):
        a_need(strategy, plan=make_plan(cast.fjordvik, f"Plan {number}"), decision="revise")
    with CaptureQueriesContext(connection) as many:
        client.get(at(strategy))
    assert len(many) <= len(few)
