"""Sentences about meetings and calendars."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from plandugnad.core.marks import written_day
from plandugnad.engines.statute.holidays import HOLIDAY_NAMES
from plandugnad.engines.tables.when import When
from plandugnad.projections.words import kind_label

_LANGUAGES = ("nb", "nn", "en")
WEEKDAYS = (
    *(gettext_lazy("mandag"), gettext_lazy("tirsdag"), gettext_lazy("onsdag"), gettext_lazy("torsdag")),
    *(gettext_lazy("fredag"), gettext_lazy("lørdag"), gettext_lazy("søndag")),
)
KINDS = {
    "meeting": gettext_lazy("Møter"),
    "plan_due": gettext_lazy("Planer som skal revideres"),
    "follow_up": gettext_lazy("Oppfølging"),
    "process": gettext_lazy("Planprosesser"),
}
# What one choice stands for, when it is several.
KINDS_OF = {"process": ("process_step", "process_deadline", "process_opens", "process_closes")}


def hour(value: time | None) -> str:
    return value.strftime("%H.%M") if value else ""


def hours(starts: time | None, ends: time | None) -> str:
    """«kl. 18.00» or «kl. 18.00–20.30»."""
    if starts is None:
        return ""
    span = f"{hour(starts)}–{hour(ends)}" if ends else hour(starts)
    return _("kl. %(time)s") % {"time": span}


def day_in_words(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {written_day(day)}"


def holiday_name(key: str) -> str:
    return said_in_own_language(HOLIDAY_NAMES[key])


def said_in_own_language(said: Sequence[str]) -> str:
    """Of the three a table has: bokmål, nynorsk, English."""
    language = (get_language() or "nb")[:2]
    return said[_LANGUAGES.index(language) if language in _LANGUAGES else 0]


def when_in_words(when: When, starts: time | None = None, ends: time | None = None) -> str:
    """«torsdag 12. februar 2027 kl. 18.00», or «i 2027» where no day is set."""
    if when.day is None:
        return _("en gang i %(year)s") % {"year": when.told}
    return " ".join(filter(None, (day_in_words(when.day), hours(starts, ends))))


def title_of(kind: str, title: str, when: When) -> str:
    """What an entry is called in a calendar program, where nothing stands around it."""
    if kind == "meeting_cancelled":
        return _("Avlyst: %(title)s") % {"title": title}
    if kind == "plan_due":
        if when.day is None:
            return _("Revideres innen %(year)s: %(title)s") % {"year": when.told, "title": title}
        return _("Skal revideres: %(title)s") % {"title": title}
    if kind in {"follow_up", "process_deadline"}:
        return _("Frist: %(title)s") % {"title": title}
    if kind == "process_opens":
        return _("Tidligst: %(title)s") % {"title": title}
    if kind == "process_closes":
        return _("Frist for uttalelser: %(title)s") % {"title": title}
    if when.day is None:
        return _("%(title)s (innen %(year)s)") % {"title": title, "year": when.told}
    return title


def kind_in_words(kind: str) -> str:
    known: dict[str, Any] = {
        "meeting": _("møte"),
        "meeting_cancelled": _("avlyst møte"),
        "plan_due": _("skal revideres"),
        "follow_up": _("frist for oppfølging"),
    }
    return str(known[kind]) if kind in known else kind_label(kind)


def fault(code: str, params: Mapping[str, str]) -> str:
    """What is wrong with a line of a pasted calendar, and how to mend it."""
    said = {
        "no_month": _("%(date)s: måneden mangler. Skriv for eksempel 12. februar."),
        "no_year": _("%(date)s: hvilket år? Skriv året på linjen, eller i feltet «År»."),
        "strange_year": _("%(date)s: året kan ikke stemme. Vi leser møter fra 2000 til 2100."),
        "no_such_day": _("%(date)s finnes ikke i kalenderen."),
        "no_body": _("%(date)s: hvilket utvalg? Skriv navnet foran datoen, eller velg utvalg over."),
        "line_too_long": _("Linjen er for lang. Del den opp."),
        "too_much_text": _("Resten er ikke lest: det er for mange linjer. Hent inn ett år om gangen."),
        "no_start": _("Hendelsen har ikke noe tidspunkt."),
        "broken_event": _("Hendelsen er skrevet på en måte kalendere ikke forstår."),
        "too_many_events": _("Det er flere enn %(most)s møter. Hent inn ett år om gangen."),
    }
    if code == "wrong_weekday":
        return _("%(date)s er en %(weekday)s. Rett ukedagen eller datoen.") % {
            "date": params.get("date", ""),
            "weekday": WEEKDAYS[int(params.get("weekday") or 0)],
        }
    values = {"date": "", "most": ""} | dict(params)
    return said.get(code, _("Linjen kan ikke leses.")) % values


def meetings_count(number: int) -> str:
    return ngettext("%(number)s møte", "%(number)s møter", number) % {"number": number}
