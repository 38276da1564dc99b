"""A sheet laid out: the same for every kind of file."""

from django.utils.translation import gettext as _

from plandugnad.core.marks import written_day
from plandugnad.core.papers.pieces import Outlay
from plandugnad.worksheets.taking_out.content import Content
from plandugnad.worksheets.taking_out.empty import before_blocks, empty_part
from plandugnad.worksheets.taking_out.filled import filled_part
from plandugnad.worksheets.taking_out.saying import in_words


def lay_out(content: Content) -> Outlay:
    """In the language that is chosen when it is called."""
    about, definition = content.about, content.definition
    kind = in_words(definition.title)
    facts = [(_("Arbeidsark"), kind)] if about.name and about.name != kind else []
    facts += [(label, value) for label, value in ((_("Samarbeid"), about.place), (_("Utgave"), about.version)) if value]
    facts += content.facts
    facts.append((_("Skrevet ut"), written_day(about.day)))
    if content.rows is None:
        parts = (*before_blocks(definition), *(empty_part(one) for one in definition.blocks))
    else:
        shown = (one for one in definition.blocks if one.id not in content.left_out or one.id in content.compared)
        parts = tuple(filled_part(content, one) for one in shown)
    return Outlay(about.name or kind, tuple(facts), in_words(definition.why), parts, about.is_example)
