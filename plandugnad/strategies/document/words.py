"""How what the document tells of is said, in the language that is chosen when it is asked for."""

from django.utils.translation import gettext as _

from plandugnad.plans.words.dates import written
from plandugnad.strategies.document.rows import PlanRow
from plandugnad.strategies.kinds import PartChoice
from plandugnad.strategies.terms import HalfYear


def said_half(half: HalfYear) -> str:
    words = _("våren %(year)s") if half.half == 1 else _("høsten %(year)s")
    return words % {"year": half.year}


def said_when(row: PlanRow) -> str:
    """When it is worked on; of one that is continued as it is, when it should be revised."""
    begins, ends = row.begins, row.ends
    if begins and ends and begins != ends:
        return _("%(begins)s–%(ends)s") % {"begins": said_half(begins), "ends": said_half(ends)}
    if begins and not ends:
        return _("fra %(half)s") % {"half": said_half(begins)}
    if half := begins or ends:
        return said_half(half)
    return _("revideres %(when)s") % {"when": written(row.due)} if row.due else ""


def said_community(choice: str) -> str:
    """What the council decides of it; nothing where nothing is chosen."""
    said: dict[str, str] = {
        PartChoice.CONTINUE: _("Samfunnsdelen videreføres uten endringer."),
        PartChoice.REVISE_PARTS: _("Deler av samfunnsdelen revideres."),
        PartChoice.REVISE: _("Hele samfunnsdelen revideres."),
    }
    return said.get(choice, "")


def said_land_use(choice: str) -> str:
    said: dict[str, str] = {
        PartChoice.CONTINUE: _("Arealdelen videreføres uten endringer."),
        PartChoice.REVISE_PARTS: _("Deler av arealdelen revideres."),
        PartChoice.REVISE: _("Hele arealdelen revideres."),
    }
    return said.get(choice, "")
