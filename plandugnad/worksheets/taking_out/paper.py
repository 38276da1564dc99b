"""A sheet as PDF that a screen reader can read."""

from django.utils.translation import override

from plandugnad.core.papers.paper import as_pdf
from plandugnad.worksheets.taking_out.content import Content
from plandugnad.worksheets.taking_out.outlay import lay_out


def paper(content: Content) -> bytes:
    with override(content.about.language):
        return as_pdf(lay_out(content), content.about.place, content.about.language)
