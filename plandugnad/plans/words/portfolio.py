"""What is said of all of a municipality's plans."""

from django.utils.translation import gettext, ngettext


def finding(total: int, overdue: int, with_due: int) -> str:
    """The one sentence the portfolio opens with."""
    if total == 0:
        return gettext("Ingen planer er lagt inn")
    if with_due == 0:
        text = ngettext(
            "%(total)s plan, uten dato for revisjon", "%(total)s planer, ingen med dato for revisjon", total
        )
        return text % {"total": total}
    if overdue == 0:
        text = ngettext("Planen er innenfor fristen", "Ingen av %(total)s planer er over fristen", total)
        return text % {"total": total}
    if total == 1:
        return gettext("Planen er over fristen")
    return gettext("%(overdue)s av %(total)s planer er over fristen") % {"overdue": overdue, "total": total}


def count_words(total: int, ended: int) -> str:
    """'60 planer, 1 opphevet eller erstattet'. `total` does not count what has ended, which is said beside it."""
    number = total + ended
    plans = ngettext("%(number)s plan", "%(number)s planer", number) % {"number": number}
    if not ended:
        return plans
    said = ngettext(
        "%(plans)s, %(ended)s opphevet eller erstattet", "%(plans)s, %(ended)s opphevet eller erstattet", ended
    )
    return said % {"plans": plans, "ended": ended}
