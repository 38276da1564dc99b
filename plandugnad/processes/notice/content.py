"""What the law demands of the content that is not there when somebody is about to note that it was announced."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.processes.notice.models import Channel
from plandugnad.processes.notice.queries import FormRow, Item, NoticePage
from plandugnad.processes.words import law_language

_MOST_NAMES = 12


def lacking(page: NoticePage, channel: Channel) -> list[str]:
    """In words: what nobody has ticked, and what is demanded of this text and is not in it."""
    found = [_unticked(row) for row in page.forms if row.missing]
    if channel == Channel.LETTER and page.lacks_address:
        found.append(_without_address([one.name for one in page.lacks_address]))
    unsaid = [item for row in page.forms for item in row.items if item.fact and channel in item.unsaid]
    if unsaid:
        found.append(_("Dette krever loven, og det står ikke i teksten: %(items)s.") % {"items": _listed(unsaid)})
    return found


def _without_address(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES]) + (", …" if len(names) > _MOST_NAMES else "")
    said = ngettext(
        "%(count)s mottaker mangler adresse: %(names)s. Brevet kan ikke sendes dit før dere har den.",
        "%(count)s mottakere mangler adresse: %(names)s. Brevet kan ikke sendes dit før dere har dem.",
        len(names),
    )
    return said % {"count": len(names), "names": shown}


def _unticked(row: FormRow) -> str:
    told = {"form": row.form.name.said(law_language()), "items": _listed(row.missing)}
    return _("Ikke krysset av i listen «%(form)s»: %(items)s.") % told


def _listed(items: list[Item]) -> str:
    return "; ".join(f"{item.letter}) {item.says}" for item in items)
