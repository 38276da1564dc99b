"""A sheet on paper: a PDF that a screen reader can read, with what stood in it."""

import io
import random
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from plandugnad.core.signs import shown
from plandugnad.engines.sheet.richtext import Heading, Listed, Paragraph, Span
from plandugnad.worksheets.definitions import every_definition
from plandugnad.worksheets.taking_out.content import Adopted, Content
from plandugnad.worksheets.taking_out.paper import paper
from tests.worksheets.taking_out.contents import HOSTILE, begun, content, with_actors, write


def opened(of: Content) -> PdfReader:
    return PdfReader(io.BytesIO(paper(of)))


def words(text: str) -> str:
    """Lines are broken elsewhere on paper, and long words parted."""
    return "".join(text.replace("\u200b", "").replace("\u00ad", "").replace("-\n", "").split())


def said(pdf: PdfReader) -> str:
    return words("".join(page.extract_text() for page in pdf.pages))


def tags(pdf: PdfReader) -> list[str]:
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(str(node["/S"]))
            if "/K" in node:
                walk(node["/K"])

    root: Any = pdf.trailer["/Root"]
    walk(root["/StructTreeRoot"])
    return found


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("worksheet", [one.id for one in every_definition()])
def test_every_worksheet_can_be_printed_and_read_aloud_filled_and_empty(worksheet: str, language: str) -> None:
    definition = next(one for one in every_definition() if one.id == worksheet)
    for sheet in (begun(worksheet, language), None):
        pdf = opened(content(worksheet, sheet, language))
        root: Any = pdf.trailer["/Root"]
        region = "GB" if language == "en" else "NO"
        assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (f"{language}-{region}", True)
        assert pdf.metadata is not None
        assert pdf.metadata.title == definition.title.said(language)
        told = said(pdf)
        for block in definition.blocks:
            assert words(block.title.said(language)) in told
            if block.prompt and sheet is None:
                assert words(block.prompt.said(language)) in told
        found = tags(pdf)
        parts = len(definition.blocks) + (0 if sheet else 2)
        assert (found.count("/H1"), found.count("/H2")) == (1, parts)
        assert "▯" not in told
        assert [round(float(one) / 72 * 2.54, 1) for one in pdf.pages[0].mediabox[2:]] in ([21.0, 29.7], [29.7, 21.0])


def test_a_table_is_one_table_with_headings() -> None:
    found = tags(opened(content("meetings", begun("meetings"))))
    assert found.count("/TH") == 10
    assert found.count("/TR") == 7
    assert found.count("/Table") == 1


def test_drawings_are_passed_by_in_reading_and_said_in_a_table() -> None:
    sheet = begun("actors")
    write(sheet, "influence", "places", "place-001", {"ref": "prefilled-00000", "x": 0.9, "y": 0.1})
    write(sheet, "closeness", "places", "place-002", {"ref": "prefilled-00001", "ring": "core", "turn": 0.5})
    pdf = opened(content("actors", sheet))
    assert "stor(90%)" in said(pdf)
    assert "Arbeidersammenmedoss" in said(pdf)
    assert "/Figure" not in tags(pdf)


def test_a_rich_text_keeps_its_headings_lists_and_links() -> None:
    told = (
        Heading(3, (Span("Hvorfor"),)),
        Heading(1, (Span("Igjen"),)),
        Heading(3, (Span("Dypt"),)),
        Paragraph((Span("Se "), Span("loven", strong=True, link="https://lovdata.no/lov/2008-06-27-71"))),
        Listed(((Paragraph((Span("tredje"),)), Listed(((Paragraph((Span("inni"),)),),))), ()), 3),
        Listed(((Heading(2, (Span("tittel i liste"),)),),)),
        Paragraph(()),
    )
    pdf = opened(content("purpose", begun("purpose"), texts={"purpose": told}))
    assert "3.tredje" in said(pdf)
    assert "titteliliste" in said(pdf)
    links = [one.get_object()["/A"]["/URI"] for page in pdf.pages for one in page.get("/Annots", [])]
    assert links == ["https://lovdata.no/lov/2008-06-27-71"]
    found = [one for one in tags(pdf) if one in ("/H3", "/H4", "/H5")]
    assert found == ["/H3", "/H3", "/H4"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_only_words(text: str) -> None:
    told = (Paragraph((Span(text),)), Listed(((Paragraph((Span(text),)),),)))
    sheet = begun("rules")
    write(sheet, "rules", "rows", "rule-0001", {"rule": text})
    write(sheet, "roles", "cards", "card-0001", {"text": text})
    first = opened(content("rules", sheet, name=text, adopted=[Adopted(text, text, None, text)]))
    assert said(first).count(words(text)) >= 6
    assert words(text) in said(opened(content("purpose", begun("purpose"), texts={"purpose": told})))


def test_what_the_type_has_no_sign_for_is_a_box_and_said_to_be() -> None:
    sheet = begun("rules")
    write(sheet, "rules", "rows", "rule-0001", {"rule": "Bra 🙂👍🏽 山 مرحبا, čáppa a\u0301\u0489 \u200dđŋ"})
    pdf = opened(content("rules", sheet, "nn"))
    assert "Bra▯▯▯▯▯▯▯▯▯,čáppaáđŋ" in said(pdf)
    assert "▯stårforteiknviikkjeharskriftforpåpapir." in said(pdf)
    assert "skriftfor" not in said(opened(content("rules", begun("rules"))))


def test_every_sign_we_say_can_be_shown_can_be() -> None:
    every = "".join(chr(one) for one in range(0x20, 0x3000))
    all_shown = "".join(dict.fromkeys(shown(every)))
    assert len(all_shown) > 2_000
    sheet = begun("rules")
    text = " ".join(all_shown)
    told = (Heading(1, (Span(text),)), Paragraph((Span(text, strong=True), Span(text, em=True))))
    write(sheet, "rules", "rows", "rule-0001", {"why": text[:500]})
    assert opened(content("rules", sheet)).pages
    assert len(opened(content("purpose", begun("purpose"), texts={"purpose": told})).pages) > 2


@pytest.mark.parametrize("seed", range(12))
def test_signs_in_any_order_do_not_stop_the_printing(seed: int) -> None:
    """The library that sets the page stops altogether at some signs it cannot place, such as a mark with no letter."""
    drawn = random.Random(seed)
    anything = (
        [chr(one) for one in (*range(0x20, 0xD800), *range(0xE000, 0x1FFFF))] + [" "] * 9_000 + ["\u0301"] * 3_000
    )
    rows = "\n".join("".join(drawn.choices(anything, k=60)) for _line in range(20))
    told = (Paragraph((Span(rows, strong=True),)),)
    assert opened(content("purpose", begun("purpose"), name=rows[:100], texts={"purpose": told})).pages


def test_three_hundred_rows_run_over_pages_with_their_heading_on_each() -> None:
    pdf = opened(with_actors(300, "Lag nummer {}"))
    assert len(pdf.pages) > 8
    assert said(pdf).count("Nårdeskalmed") == sum("Når de skal" in page.extract_text() for page in pdf.pages)
    assert all("Når de skal" in page.extract_text() for page in pdf.pages[:8])
    assert "Lagnummer299" in said(pdf)


def test_a_long_text_without_a_space_stays_within_its_cell() -> None:
    sheet = begun("rules")
    write(sheet, "rules", "rows", "rule-0001", {"rule": "x" * 600})
    pdf = opened(content("rules", sheet))
    rightmost = 0.0
    for page in pdf.pages:

        def seen(text: str, _cm: Any, tm: Any, _font: Any, _size: Any) -> None:
            nonlocal rightmost
            if "xxx" in text:
                rightmost = max(rightmost, float(tm[4]))

        page.extract_text(visitor_text=seen)
    assert 0 < rightmost < 200
    assert "x" * 600 in said(pdf)


def test_the_empty_form_is_upright_and_has_choices_to_tick() -> None:
    pdf = opened(content("actors", None))
    assert pdf.pages[0].mediabox.width < pdf.pages[0].mediabox.height
    assert said(pdf).count("☐Skalhøresetterloven") == 6
    assert "Lengdeiminutter:20" in said(opened(content("meetings", None)))


def test_an_example_says_so_on_every_page() -> None:
    of = content("rules", None)
    pdf = opened(replace(of, about=replace(of.about, is_example=True)))
    assert all("EKSEMPEL. Alt her er oppdiktet." in page.extract_text() for page in pdf.pages)
    assert "Side 1 av" in pdf.pages[0].extract_text()
