"""How values stand in words, in the language that is chosen when they are asked for."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plandugnad.core.papers.pieces import Value
from plandugnad.core.papers.saying import said
from plandugnad.engines.sheet.blocks import Column
from plandugnad.engines.sheet.messages import word
from plandugnad.engines.sheet.rows import Cell, Party
from plandugnad.engines.sheet.texts import Text
from plandugnad.worksheets.taking_out.content import Content


def language() -> str:
    return get_language() or "nb"


def in_words(text: Text | None) -> str:
    return text.said(language()) if text else ""


def of_engine(code: str) -> str:
    return word(code, language())


def value_of(cell: Cell, column: Column, content: Content) -> Value:
    """As a spreadsheet can keep it: numbers and days as such, the rest in words."""
    if isinstance(cell, Party):
        return content.name_of(cell)
    named = {one.id: in_words(one.title) for one in column.choices}
    if isinstance(cell, tuple):
        return ", ".join(named.get(one, one) for one in cell)
    if isinstance(cell, str) and named:
        return named.get(cell, cell)
    return cell


def hours_said(hours: float) -> str:
    return _("%(hours)s timer") % {"hours": said(float(round(hours)))}
