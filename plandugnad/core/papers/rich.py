"""A rich text in a Word document, with the styles Word has for it."""

from collections.abc import Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor

from plandugnad.core.word_files import plain
from plandugnad.engines.sheet.richtext import Heading, Listed, RichBlock, Span

_DEEPEST_LIST = 3  # Word's own styles go no deeper


class RichWriting:
    """Headings go under the block's own, and none skips a level."""

    def __init__(self, made: Any) -> None:
        self.made, self.level = made, 1

    def blocks(self, blocks: Sequence[RichBlock], style: str | None = None, deep: int = 0) -> Any:
        """Gives the first paragraph, if there is any."""
        first: Any = None
        for block in blocks:
            if isinstance(block, Heading) and not deep:
                self.level = min(block.level + 1, self.level + 1)
                written = self.spans(self.made.add_heading(level=self.level), block.spans)
            elif isinstance(block, Listed):
                written = self.listed(block, deep + 1)
            else:
                written = self.spans(self.made.add_paragraph(style=style), block.spans)
            first = written if first is None else first
        return first

    def listed(self, block: Listed, deep: int) -> Any:
        name, level = "List Number" if block.start else "List Bullet", min(deep, _DEEPEST_LIST)
        style = name if level == 1 else f"{name} {level}"
        number = _numbering(self.made, style, block.start) if block.start else None
        first: Any = None
        for item in block.items:
            written = self.blocks(item, style, deep)
            if number is not None and written is not None and written.style.name == style:
                numbered = written._p.get_or_add_pPr().get_or_add_numPr()
                numbered.get_or_add_ilvl().val, numbered.get_or_add_numId().val = 0, number
            first = written if first is None else first
        return first

    def spans(self, paragraph: Any, spans: Sequence[Span]) -> Any:
        for span in spans:
            run = paragraph.add_run(plain(span.text))
            run.bold, run.italic = span.strong or None, span.em or None
            if span.link:
                _link(paragraph, run, span.link)
        return paragraph


def _numbering(made: Any, style: str, start: int) -> int:
    """A list of its own: else every numbered list goes on from the one before."""
    of_style = made.styles[style].element.pPr.numPr.numId.val
    numbering = made.part.numbering_part.element
    abstract = numbering.num_having_numId(of_style).abstractNumId.val
    added = numbering.add_num(abstract)
    added.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(added.numId)


def _link(paragraph: Any, run: Any, address: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(run._r)
    run.font.underline, run.font.color.rgb = True, RGBColor(0x00, 0x55, 0x66)
