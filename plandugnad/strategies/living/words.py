"""How it goes with a strategy, in sentences."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plandugnad.core.marks import written_day
from plandugnad.plans.words.dates import written
from plandugnad.plans.words.names import status_name
from plandugnad.strategies.living.comparing import Change, Comparison
from plandugnad.strategies.living.content import Content, Line
from plandugnad.strategies.living.standing import Group, Reason, Standing, Track
from plandugnad.strategies.terms import HalfYear

_NAMES = {
    Standing.DONE_IN_TIME: gettext_lazy("Vedtatt i tide"),
    Standing.DONE_LATE: gettext_lazy("Vedtatt etter fristen"),
    Standing.DONE: gettext_lazy("Vedtatt"),
    Standing.UNDER_WAY: gettext_lazy("Går som lovet"),
    Standing.SLIPPED: gettext_lazy("Forsinket"),
    Standing.LATE: gettext_lazy("Over fristen"),
    Standing.SHOULD_HAVE_BEGUN: gettext_lazy("Skulle ha begynt"),
    Standing.NOT_YET: gettext_lazy("Ikke begynt ennå, som lovet"),
    Standing.DROPPED: gettext_lazy("Lagt bort"),
    Standing.NOT_NEEDED: gettext_lazy("Trengs ikke lenger"),
    Standing.UNKNOWN: gettext_lazy("Vet ikke"),
}


def half_words(half: HalfYear | None) -> str:
    if half is None:
        return ""
    words = _("våren %(year)s") if half.half == 1 else _("høsten %(year)s")
    return words % {"year": half.year}


def span_words(begins: HalfYear | None, ends: HalfYear | None) -> str:
    first, last = half_words(begins), half_words(ends)
    if begins and ends and begins != ends:
        return f"{first} – {last}"
    return last or (_("begynner %(half)s") % {"half": first} if first else "")


def standing_words(track: Track) -> str:
    """Where what was said and what is known do not agree, «som lovet» is not said."""
    if track.standing is Standing.UNDER_WAY and track.contradicted:
        return _("Sagt å gå som planlagt")
    if track.standing is Standing.UNDER_WAY and track.ends is None:
        return _("I gang")
    return str(_NAMES[track.standing])


def against_words(line: Line) -> str:
    """What the standing rests on, where it is not plain from it."""
    return " ".join(_against(line))


def _against(line: Line) -> Iterator[str]:
    track = line.track
    if track is None:
        return
    reasons, promised = track.reasons, {"half": half_words(line.ends)}
    if Reason.OVERDUE in reasons:
        yield _("Fristen var %(half)s.") % promised
    if Reason.SAID_BEFORE_IT_WAS_DUE in reasons and line.said:
        yield _("Det ble sagt å gå som planlagt %(day)s.") % {"day": written_day(line.said.on)}
    if Reason.NEW_END_IS_PAST in reasons:
        yield _("Også den nye fristen, %(half)s, er ute.") % {"half": half_words(track.ends)}
    elif track.standing is Standing.SLIPPED and track.is_said and track.ends != line.ends:
        yield _("Ferdig %(half)s.") % {"half": half_words(track.ends)}
    if Reason.NOT_BEGUN in reasons:
        yield _("Arbeidet skulle ha begynt %(half)s.") % {"half": half_words(line.begins)}
    if Reason.PLANNED_LATER in reasons and line.planned_on:
        yield _("Prosessen har vedtaket %(day)s.") % {"day": written_day(line.planned_on)}
    if Reason.STILL_WORKED_WITH in reasons:
        yield _("Men planen står som %(status)s.") % {"status": status_name(line.status).lower()}
    if Reason.ADOPTED_ANYHOW in reasons and line.said:
        yield _("Det ble sagt at den ikke skulle lages.")


def now_words(line: Line) -> str:
    """The facts of the plan and its process."""
    if line.adopted:
        return _("Vedtatt %(when)s") % {"when": written(line.adopted)}
    if line.planned_on and line.track and line.track.standing not in (Standing.DROPPED, Standing.NOT_NEEDED):
        return _("Vedtak satt til %(day)s") % {"day": written_day(line.planned_on)}
    if line.begun_on:
        return _("Begynt %(day)s") % {"day": written_day(line.begun_on)}
    if line.plan_id is None:
        return _("Ingen plan ennå")
    return status_name(line.status)


def heard_words(track: Track) -> str:
    days = track.heard_days
    if not days:
        return _("i dag")
    return ngettext("for %(days)d dag siden", "for %(days)d dager siden", days) % {"days": days}


def sentence(content: Content) -> str:
    """«8 av 12 går som lovet. 2 er forsinket, 1 er lagt bort, 1 har vi ikke hørt om på 140 dager.»"""
    total, groups = len(content.followed), content.groups
    if not total:
        return _("Strategien lover ikke arbeid med noen plan.")
    kept = groups[Group.AS_PROMISED]
    told = {"number": kept, "total": total}
    if kept == total:
        first = ngettext(
            "Den ene planen strategien lover, går som lovet.", "Alle %(total)d planene går som lovet.", total
        )
        return first % told
    first = ngettext("%(number)d av %(total)d går som lovet.", "%(number)d av %(total)d går som lovet.", kept) % told
    rest = ", ".join(_rest(content))
    return f"{first} {capfirst(rest)}."


def _rest(content: Content) -> Iterator[str]:
    groups = content.groups
    if number := groups[Group.LATE]:
        yield ngettext("%(number)d er forsinket", "%(number)d er forsinket", number) % {"number": number}
    if number := groups[Group.DONE_LATE]:
        words = ngettext("%(number)d ble vedtatt etter fristen", "%(number)d ble vedtatt etter fristen", number)
        yield words % {"number": number}
    if number := groups[Group.GONE]:
        yield ngettext("%(number)d er lagt bort", "%(number)d er lagt bort", number) % {"number": number}
    if number := groups[Group.SILENT]:
        told = {"number": number, "days": content.silent_days}
        if told["days"]:
            words = ngettext(
                "%(number)d har vi ikke hørt om på %(days)d dager",
                "%(number)d har vi ikke hørt om på inntil %(days)d dager",
                number,
            )
        else:
            words = ngettext("%(number)d vet vi ikke hvordan går", "%(number)d vet vi ikke hvordan går", number)
        yield words % told


def outside_sentence(content: Content) -> str:
    number = len(content.outside)
    if not number:
        return ""
    words = ngettext(
        "%(number)d plan er startet utenfor planstrategien",
        "%(number)d planer er startet utenfor planstrategien",
        number,
    ) % {"number": number}
    lacking = len(content.unexplained)
    if not lacking:
        return f"{words}."
    without = ngettext(
        "%(lacking)d av dem uten at det er sagt hvorfor", "%(lacking)d av dem uten at det er sagt hvorfor", lacking
    )
    return f"{words}, {without % {'lacking': lacking}}."


def comparison_words(comparison: Comparison) -> list[str]:
    """What has happened between two days, one sentence for each kind of change."""
    new, gone, moved, changed, outside = (
        *(comparison.number(change) for change in (Change.NEW, Change.GONE, Change.MOVED, Change.CHANGED)),
        len(comparison.new_outside),
    )
    told = (
        (new, ngettext("%(number)d plan er kommet til.", "%(number)d planer er kommet til.", new)),
        (gone, ngettext("%(number)d plan er tatt ut.", "%(number)d planer er tatt ut.", gone)),
        (
            moved,
            ngettext("%(number)d plan er lovet annerledes.", "%(number)d planer er lovet annerledes.", moved),
        ),
        (changed, ngettext("%(number)d plan går annerledes.", "%(number)d planer går annerledes.", changed)),
        (
            outside,
            ngettext(
                "%(number)d plan til er startet utenfor planstrategien.",
                "%(number)d planer til er startet utenfor planstrategien.",
                outside,
            ),
        ),
    )
    return [words % {"number": number} for number, words in told if number]
