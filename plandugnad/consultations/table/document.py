"""The statement table as DOCX: A4 on its side, ready for a case document, with every text that may be edited marked."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from plandugnad.consultations.table import wordml
from plandugnad.consultations.table.cells import key_of, written_mark, written_row
from plandugnad.consultations.table.contents import Contents, GroupLine, PointLine, StatementLine
from plandugnad.consultations.table.headings import (
    NOT_WRITTEN,
    SEE_COMMON,
    Column,
    facts,
    group_columns,
    objection_columns,
    statement_columns,
)
from plandugnad.consultations.table.wordml import QUIET, STRONG, Content, Editable, Line, Said
from plandugnad.core.marks import written_day
from plandugnad.core.word_files import describe, plain

PROPERTY = "PlandugnadExport"
_PLACE = "tabell{}her"
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}"><vt:lpwstr>{value}</vt:lpwstr>'
    "</property></Properties>"
)


def document(contents: Contents, export: UUID) -> bytes:
    with override(contents.choices.language):
        made = Document()
        _set_up(made, contents)
        _say_export(made, export)
        tables = list(_write(made, contents, export))
        out = io.BytesIO()
        made.save(out)
    return _with_tables(out, tables)


def _set_up(made: Any, contents: Contents) -> None:
    language = f"{contents.choices.language}-NO"
    describe(made, plain(contents.title), plain(contents.about.place), contents.choices.language)
    for said in made.styles.element.iter(qn("w:lang")):
        said.set(qn("w:val"), language)
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.7)
    section.top_margin = section.bottom_margin = Cm(1.8)
    if contents.about.is_example:
        section.header.paragraphs[0].text = _("EKSEMPEL. Alt her er oppdiktet.")
    _page_number(section.footer.paragraphs[0])
    _styles(made)


def _styles(made: Any) -> None:
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    for name, size in (("Title", 22), ("Heading 1", 15)):
        style = made.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor(0x00, 0x30, 0x38)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for name, base in ((wordml.BODY, "Normal"), (QUIET, wordml.BODY), (STRONG, wordml.BODY)):
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = made.styles[base]
        style.font.size, style.paragraph_format.space_after = Pt(9.5), Pt(2)
        style.paragraph_format.line_spacing = 1.0
    made.styles[QUIET].font.color.rgb = RGBColor(0x47, 0x4F, 0x52)
    made.styles[STRONG].font.bold = True
    empty = made.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    empty.font.color.rgb, empty.font.italic = RGBColor(0x59, 0x61, 0x64), True


def _page_number(paragraph: Any) -> None:
    before, after = _("Side %(number)s av %(all)s").split("%(number)s")
    between, end = after.split("%(all)s")
    for words, field in ((before, "PAGE"), (between, "NUMPAGES")):
        paragraph.add_run(words)
        run = paragraph.add_run()
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        paragraph._p.append(simple)
        simple.append(run._r)
        run.text = "1"
    paragraph.add_run(end)


def _say_export(made: Any, export: UUID) -> None:
    """A property of the document, which stays when every mark in it is gone."""
    content = _PROPERTIES.format(name=PROPERTY, value=export).encode()
    package = made.part.package
    package.relate_to(Part(PackURI("/docProps/custom.xml"), _CUSTOM, content, package), _CUSTOM_RELATION)


def _write(made: Any, contents: Contents, export: UUID) -> Iterator[str]:
    """Gives the tables in turn, for which it leaves places in the document."""
    made.add_paragraph(plain(contents.title), style="Title")
    for label, value in facts(contents):
        paragraph = made.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(plain(value))
    parts: list[tuple[str, list[Column], Iterator[Line]]] = []
    if contents.objections:
        parts.append((_("Innsigelser"), objection_columns(), _objection_lines(contents)))
    if any(group.points for group in contents.groups):
        parts.append((_("Felles svar"), group_columns(), _group_lines(contents.groups, export)))
    parts.append((_("Uttalelsene"), statement_columns(), _statement_lines(contents.statements, export)))
    for place, (heading, columns, lines) in enumerate(parts):
        made.add_heading(heading, level=1)
        made.add_paragraph(_PLACE.format(place))
        yield _table(heading, columns, lines, place)


def _table(heading: str, columns: Sequence[Column], lines: Iterator[Line], place: int) -> str:
    widths = [column.width_cm for column in columns]
    first = wordml.header([column.heading for column in columns], widths)
    return "".join([wordml.opened(widths, heading), first, *wordml.rows(lines, widths, place), wordml.CLOSED])


def _statement_lines(statements: Sequence[StatementLine], export: UUID) -> Iterator[Line]:
    summary, assessment, answer, empty = _("Sammendrag"), _("Kommunens vurdering"), _("Svar"), _(NOT_WRITTEN)
    for one in statements:
        said = key_of("ss", one.id)
        cells: list[list[Content]] = [
            [Said(str(one.number), STRONG)],
            [Said(one.sender, STRONG), Said(one.party_name, QUIET)],
            [Said(written_day(one.received_on))],
            [Editable(written_mark(said, export), summary, one.summary, empty)],
            [Editable(written_mark(key_of("sa", one.id), export), assessment, one.assessment, empty)],
        ]
        yield Line(cells, written_row(said), is_shaded=bool(one.points))
        for point in one.points:
            yield _point_line(point, export, answer, empty)


def _point_line(point: PointLine, export: UUID, answer: str, empty: str) -> Line:
    key = key_of("pa", point.id)
    notes = [*point.tags, *([_("Felles svar %(number)s") % {"number": point.group}] if point.group else [])]
    # Not beside the answer: what stands there comes back as part of it.
    notes += [_("Svaret er utkast")] if point.is_draft else []
    what = [Said(point.quote), *([Said(" · ".join(notes), QUIET)] if notes else [])]
    if point.group:
        empty = _(SEE_COMMON) % {"number": point.group}
    answered = [Editable(written_mark(key, export), answer, point.answer, empty)]
    return Line([[Said(point.number)], [], [], what, answered], written_row(key))


def _group_lines(groups: Sequence[GroupLine], export: UUID) -> Iterator[Line]:
    label, empty = _("Felles svar"), _(NOT_WRITTEN)
    for group in groups:
        key = key_of("ga", group.id)
        cells: list[list[Content]] = [
            [Said(group.number, STRONG)],
            [Said(group.name)],
            [Said(", ".join(group.points))],
            [Editable(written_mark(key, export), label, group.answer, empty)],
        ]
        yield Line(cells, written_row(key))


def _objection_lines(contents: Contents) -> Iterator[Line]:
    for one in contents.objections:
        since = [Said(written_day(one.since), QUIET)] if one.since else []
        grounds: list[Content] = [Said(one.ground), *([Said(one.provision, QUIET)] if one.provision else [])]
        yield Line([[Said(str(one.number), STRONG)], [Said(one.sender)], [Said(one.against)], grounds,
                    [Said(one.state_name), *since]])  # fmt: skip


def _with_tables(saved: io.BytesIO, tables: Sequence[str]) -> bytes:
    """The package again, with the tables in their places."""
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "word/document.xml":
                content = _placed(content.decode(), tables).encode()
            new.writestr(part.filename, content)
    return out.getvalue()


def _placed(body: str, tables: Sequence[str]) -> str:
    for place, table in enumerate(tables):
        paragraph = f"<w:p><w:r><w:t>{_PLACE.format(place)}</w:t></w:r></w:p>"
        before, found, after = body.partition(paragraph)
        assert found, "the place of a table is gone"
        body = f"{before}{table}{after}"
    return body
