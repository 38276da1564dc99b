"""A module is its files: read strictly, told of in words when they are wrong, and built alike in every language."""

import re
from pathlib import Path

import pytest

from plandugnad.learning.library import SHIPPED, read_folder, read_library
from plandugnad.learning.reading import LANGUAGES, WrongModule, read_module
from plandugnad.learning.text import ModuleText

FRONT = """---
title: Plankart
summary: Hvordan et plankart leses.
minutes: 5
order: 7
sources:
  - pbl. § 11-5
---
"""
CHAPTER = """
## Fargene

Gult er boliger. **Grønt** er natur (pbl. § 11-7).

> **Eksempel.** I Fjordvik er Neset grønt.
> Det har det vært lenge.
"""
QUESTION = """
## Hva er {number} gult?

(x) Boliger
: Ja. Gult er
boliger.

( ) Sjø
: Nei.
"""
CHECK = "\n# Sjekk\n" + "".join(QUESTION.format(number=number) for number in range(1, 5))
WHOLE = FRONT + CHAPTER + CHECK


def read(written: str, name: str = "plankart.nb.md") -> ModuleText:
    return read_module(name, written.encode())


def refused(written: str, name: str = "plankart.nb.md") -> str:
    with pytest.raises(WrongModule) as wrong:
        read(written, name)
    return str(wrong.value)


def test_a_module_is_read_with_its_chapters_examples_and_questions() -> None:
    found = read(WHOLE)
    assert (found.key, found.language, found.title, found.minutes, found.order) == ("plankart", "nb", "Plankart", 5, 7)
    assert [part.is_example for part in found.chapters[0].parts] == [False, True]
    first = found.questions[0]
    assert (first.words, first.right, len(first.choices)) == ("Hva er 1 gult?", 0, 2)
    assert first.choices[0].words == "Boliger"
    assert "Gult er boliger." in str(first.choices[0].why)
    assert found.sources == ("pbl. §\u00a011-5",)  # a section and its number stay on one line


@pytest.mark.parametrize(
    ("written", "line", "says"),
    [
        ("Plankart", 1, "skal begynne med en linje med ---"),
        ("---\ntitle: Plankart", 1, "tar aldri slutt"),
        (WHOLE.replace("minutes: 5", "minutes: fem"), 4, "«minutes» skal være et helt tall fra 1 til 30"),
        (WHOLE.replace("minutes: 5", "minutes: true"), 4, "«minutes» skal være et helt tall"),
        (WHOLE.replace("order: 7\n", ""), 2, "«order» mangler"),
        (WHOLE.replace("order: 7", "order: 7\nforfatter: Ingrid"), 6, "«forfatter» er ukjent"),
        (WHOLE.replace("title: Plankart", "title: Plankart: fargene"), 2, "sett den i anførselstegn"),
        (WHOLE.replace("title: Plankart", "title: 7"), 2, "«title» skal være tekst"),
        (WHOLE.replace("  - pbl. § 11-5\n", ""), 6, "minst én kilde"),
        (FRONT + "\nLøs tekst\n" + CHAPTER + CHECK, 10, "hører ikke til et kapittel"),
        (WHOLE.replace("## Fargene", "### Fargene"), 10, "Her er 3 #"),
        (WHOLE.replace("## Fargene", "##"), 10, "mangler navn"),
        (FRONT + "\n## Fargene\n\nGult er boliger.\n" + CHECK, 10, "har ikke noe eksempel"),
        (FRONT + "\n## Fargene\n\n> **Eksempel.** Neset.\n" + CHECK, 10, "har ingen tekst"),
        (FRONT + "\n## Fargene\n\nGult.\n\n>\n" + CHECK, 14, "Eksemplet er tomt"),
        (FRONT + CHAPTER + "\n( ) Boliger\n" + CHECK, 17, "bare stå i sjekken"),
        (FRONT + CHAPTER, 15, "Sjekken mangler"),
        (FRONT + CHECK, 10, "ingen kapitler"),
        (FRONT + CHAPTER + "\n# Sjekk\n" + QUESTION * 2, 17, "har 2 spørsmål"),
        (WHOLE.replace("(x) Boliger", "( ) Boliger", 1), 19, "har 0 riktige svar"),
        (WHOLE.replace("( ) Sjø", "(x) Sjø", 1), 19, "har 2 riktige svar"),
        (WHOLE.replace("( ) Sjø\n: Nei.", "", 1), 19, "har 1 svar"),
        (WHOLE.replace("( ) Sjø", "( ) boliger", 1), 19, "samme svar to ganger"),
        (WHOLE.replace(": Nei.", "", 1), 25, "sier ikke hvorfor"),
        (WHOLE.replace("( ) Sjø", "( )", 1), 25, "Svaret er tomt"),
        (WHOLE.replace("(x) Boliger\n: Ja.", ": Ja.", 1), 21, "ikke noe svar over seg"),
        (WHOLE.replace("(x) Boliger\n", "Boliger\n", 1), 21, "verken svar eller begrunnelse"),
    ],
)
def test_what_is_wrong_is_told_with_the_file_the_line_and_how_to_mend_it(written: str, line: int, says: str) -> None:
    said = refused(written)
    assert said.startswith(f"plankart.nb.md, linje {line}: "), said
    assert says in said


@pytest.mark.parametrize("name", ["Plankart.nb.md", "plankart.no.md", "plankart.md", "plan kart.nb.md", "p.nb.md"])
def test_the_name_of_the_file_says_which_module_and_language_it_is(name: str) -> None:
    assert "må hete navn.språk.md" in refused(WHOLE, name)


def test_a_file_that_is_not_utf8_says_on_which_line() -> None:
    with pytest.raises(WrongModule, match=re.escape("plankart.nb.md, linje 3: Her står et tegn som ikke er UTF-8")):
        read_module("plankart.nb.md", WHOLE.encode().replace(b"summary: Hvordan", b"summary: \xe5"))


def test_nothing_written_in_a_module_becomes_a_page_of_its_own(tmp_path: Path) -> None:
    """Also a folder of one's own may hold what somebody has copied from elsewhere."""
    found = read(WHOLE.replace("Gult er boliger.", "<script>alert(1)</script> [her](javascript:alert(1))", 1))
    assert "javascript" in str(found.chapters[0].parts[0].blocks)  # as words, and no link
    assert "link='javascript" not in str(found.chapters[0].parts[0].blocks)


@pytest.mark.parametrize("one", read_folder(SHIPPED), ids=lambda one: one.key)
def test_each_of_ours_is_in_all_three_languages_built_alike(one: object) -> None:
    modules = {module.key: module for module in read_folder(SHIPPED)}
    texts = modules[one.key].texts  # type: ignore[attr-defined]
    assert tuple(text.language for text in texts) == LANGUAGES
    assert [text.structure for text in texts] == [texts[0].structure] * 3
    assert 5 <= texts[0].minutes <= 8


def test_ours_are_the_four_and_the_right_answer_is_not_always_in_the_same_place() -> None:
    modules = sorted(read_folder(SHIPPED), key=lambda one: one.order)
    assert [one.key for one in modules] == ["plansystemet", "planstrategien", "planbehov", "plansaker"]
    for one in modules:
        assert len({question.right for question in one.texts[0].questions}) == 3


def test_every_chapter_of_ours_names_a_section_or_says_what_it_builds_on() -> None:
    """What the law says is told with where it says so; the sections are in the sources too."""
    for one in read_folder(SHIPPED):
        for text in one.texts:
            assert any("§" in source or "section" in source for source in text.sources), text.file
            with_section = sum("§" in str(chapter) for chapter in text.chapters)
            assert with_section >= len(text.chapters) - 2, text.file
            assert any("§" in str(question) for question in text.questions), text.file


def test_a_new_module_works_by_its_files_alone(tmp_path: Path) -> None:
    for language in LANGUAGES:
        (tmp_path / f"plankart.{language}.md").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "README.md").write_text("Ikke en modul", encoding="utf-8")
    found = read_library(SHIPPED, tmp_path)
    assert found.wrong == ()
    assert [one.key for one in found.modules][-1] == "plankart"
    assert found.modules[-1].text("nn").language == "nn"


def test_languages_that_are_not_built_alike_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "plankart.nb.md").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "plankart.nn.md").write_text(
        WHOLE.replace("(x) Boliger", "( ) Boliger", 1).replace("( ) Sjø", "(x) Sjø", 1), encoding="utf-8"
    )
    said = read_library(SHIPPED, tmp_path).wrong
    assert said == (
        "plankart.nn.md, linje 1: Filen er ikke bygd som plankart.nb.md: svarene på spørsmål 1 er ulikt. De skal ha de "
        "samme kapitlene, eksemplene, spørsmålene og riktige svarene i samme rekkefølge.",
    )


def test_a_module_of_ones_own_stands_instead_of_ours_and_one_that_is_wrong_does_not(tmp_path: Path) -> None:
    (tmp_path / "planbehov.nn.md").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "plansaker.nb.md").write_text("Feil", encoding="utf-8")
    found = read_library(SHIPPED, tmp_path)
    own, ours = found.find("planbehov"), found.find("plansaker")
    assert own
    assert own.text("nb").title == "Plankart"  # in the language there is
    assert ours
    assert ours.text("nb").title == "Plansaker i kommunestyret"
    assert "plansaker.nb.md, linje 1" in found.wrong[0]


def test_a_folder_that_is_not_there_is_told_of_and_ours_are_shown(tmp_path: Path) -> None:
    found = read_library(SHIPPED, tmp_path / "finnes-ikke")
    assert "PLANDUGNAD_LEARNING_FOLDER" in found.wrong[0]
    assert len(found.modules) == 4
