"""A sheet as DOCX, to go on working in."""

from django.utils.translation import override

from plandugnad.core.papers.word import as_word
from plandugnad.worksheets.taking_out.content import Content
from plandugnad.worksheets.taking_out.outlay import lay_out


def document(content: Content) -> bytes:
    with override(content.about.language):
        return as_word(lay_out(content), content.about.place, content.about.language)
