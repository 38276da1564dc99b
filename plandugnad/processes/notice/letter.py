"""The letter as DOCX: one for all with the list of whom it goes to, or one sheet for each."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from plandugnad.core.word_files import describe
from plandugnad.engines.statute.texts import day_alone
from plandugnad.processes.models import Process
from plandugnad.processes.notice.addressees import in_full
from plandugnad.processes.notice.models import Announcement, Recipient
from plandugnad.processes.notice.wording import Written, sender, word


@dataclass(frozen=True)
class Paper:
    """What stands on each letter beside its text. `place`: the municipality whose file it is."""

    sender: str
    place: str
    day: date
    reference: str
    language: str
    is_example: bool

    @property
    def beside(self) -> list[str]:
        """The date, and the reference where there is one."""
        said = [word("letter", "date", language=self.language).format(day=day_alone(self.day, self.language))]
        if self.reference:
            said.append(word("letter", "reference", language=self.language).format(reference=self.reference))
        return said


def paper_of(process: Process, kept: Announcement, day: date) -> Paper:
    place = process.plan.organisation
    who = sender(process, kept)
    return Paper(who, in_full(place, place.language), day, kept.reference, place.language, place.is_example)


def letter(text: Written, recipients: Sequence[Recipient], paper: Paper, *, each: bool) -> bytes:
    document, language = Document(), paper.language
    _set_up(document, text.heading, paper)
    if each and recipients:
        for number, recipient in enumerate(recipients):
            if number:
                document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            _sheet(document, text, lines_of(recipient), paper)
    else:
        _sheet(document, text, [word("letter", "to_all", language=language)], paper)
        _list(document, recipients, language)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, heading: str, paper: Paper) -> None:
    language = paper.language
    describe(document, heading, paper.place, language)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    # Word reads aloud and checks spelling in the language the style says.
    marks = style.element.get_or_add_rPr()
    said = marks.makeelement(qn("w:lang"), {qn("w:val"): f"{language}-NO"})
    marks.append(said)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    if paper.is_example:
        section.header.paragraphs[0].text = word("letter", "example", language=language)


def _sheet(document: Any, text: Written, to: Sequence[str], paper: Paper) -> None:
    if paper.sender:
        head = document.add_paragraph()
        head.add_run(paper.sender).bold = True
        head.paragraph_format.space_after = Pt(24)
    for lines in (to, paper.beside):
        for line in filter(None, lines):
            paragraph = document.add_paragraph(line)
            paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.space_after = Pt(18)
    heading = document.add_heading(text.heading, level=1)
    heading.paragraph_format.space_before = Pt(24)
    for part in text.paragraphs:
        document.add_paragraph(part)
    document.add_paragraph(word("letter", "regards", language=paper.language))
    document.add_paragraph(paper.sender)


def _list(document: Any, recipients: Sequence[Recipient], language: str) -> None:
    if not recipients:
        return
    document.add_heading(word("letter", "list", language=language), level=2)
    for line in told_to_all(recipients, language):
        document.add_paragraph(line, style="List Bullet")


def lines_of(recipient: Recipient) -> list[str]:
    return [line for line in (recipient.name, recipient.address) if line]


def told_to_all(recipients: Sequence[Recipient], language: str) -> list[str]:
    """Nobody is told where another lives, nor which private people have the letter."""
    named = [one.name for one in recipients if not one.is_private]
    private = len(recipients) - len(named)
    return [*named, *([word("letter", "private", language=language).format(count=private)] if private else [])]
