"""From what an arena says in words to a series of meetings: which rhythm, how long, which agenda, who takes turns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.agreements.choices import CHOICES, code_of, is_nobody, to_reader
from plandugnad.agreements.models import Arena
from plandugnad.meetings.kinds import OnHoliday, Rhythm, Takes

# As the worksheet has them: by weeks or months, every which, and how many it counts a year.
RHYTHMS: Mapping[str, tuple[str, int, float]] = {
    "weekly": (Rhythm.WEEKS, 1, 44),
    "fortnightly": (Rhythm.WEEKS, 2, 22),
    "monthly": (Rhythm.MONTHS, 1, 11),
    "bimonthly": (Rhythm.MONTHS, 2, 6),
    "quarterly": (Rhythm.MONTHS, 3, 4),
    "twice_a_year": (Rhythm.MONTHS, 6, 2),
    "yearly": (Rhythm.MONTHS, 12, 1),
}
RHYTHM_WORDS = {
    "weekly": gettext_lazy("Hver uke"),
    "fortnightly": gettext_lazy("Annenhver uke"),
    "monthly": gettext_lazy("Hver måned"),
    "bimonthly": gettext_lazy("Annenhver måned"),
    "quarterly": gettext_lazy("Hvert kvartal"),
    "twice_a_year": gettext_lazy("To ganger i året"),
    "yearly": gettext_lazy("En gang i året"),
}
WHEN_NEEDED = "when_needed"
MOST_ITEMS, LONGEST_ITEM = 30, 300
_LATE = 11
_USUAL_MINUTES, _USUAL_HOUR, _TUESDAY = 60, time(9), 1
_IN_TURN = re.compile(r"\b(omgang|på rundgang|rullerer|etter tur|i turn)\b|\btur\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.?!])\s+|\s*[;\n]\s*")
# What of an arena its meetings are made from.
OF_MEETINGS = ("name", "rhythm", "minutes", "venue", "chairs", "prepares", "agenda")


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    was: str
    becomes: str


def said_of(arena: Arena) -> dict[str, Any]:
    return {name: getattr(arena, name) for name in OF_MEETINGS}


def changes_of(said: Mapping[str, Any], arena: Arena) -> list[Change]:
    """What the arena says otherwise than when its meetings were set up."""
    now = said_of(arena)
    labels = {
        "name": _("Navn"),
        "rhythm": _("Hvor ofte"),
        "minutes": _("Lengde i minutter"),
        "venue": _("Sted"),
        "chairs": _("Hvem leder"),
        "prepares": _("Hvem forbereder"),
        "agenda": _("Fast saksliste"),
    }
    told = [(labels[name], _told(name, said[name]), _told(name, now[name])) for name in OF_MEETINGS if name in said]
    return [Change(*each) for each in told if each[1] != each[2]]


def _told(name: str, value: Any) -> str:
    if value in (None, ""):
        return _("ikke sagt")
    return to_reader(name, str(value)) if name in CHOICES else str(value)


def is_in_turn(words: str) -> bool:
    return bool(_IN_TURN.search(words))


def agenda_of(text: str) -> list[str]:
    """An item for each line or sentence; one sentence that lists several is taken apart at its commas."""
    parts = [part.strip() for part in _SENTENCE.split(text) if part.strip()]
    if len(parts) == 1 and parts[0].count(",") >= 2:
        parts = [part.strip() for part in parts[0].split(",") if part.strip()]
    tidy = [part.removesuffix(".").strip() for part in parts]
    return [part[:1].upper() + part[1:LONGEST_ITEM] for part in tidy if part][:MOST_ITEMS]


def rhythm_of(rhythm: str, every: int) -> str:
    """The code of a series; '' for one no arena has."""
    return next((code for code, (kind, number, _n) in RHYTHMS.items() if (kind, number) == (rhythm, every)), "")


def usual_holiday(code: str) -> str:
    """One of many is not missed; one of few is moved."""
    return OnHoliday.SKIP if code in ("weekly", "fortnightly") else OnHoliday.MOVE


def first_day(code: str, today: date) -> date:
    """The first of a month to come from which the rhythm misses July, where it can. Late in the year: of the next."""
    _kind, every, _n = RHYTHMS.get(code, (Rhythm.MONTHS, 1, 0))
    every = every if code not in ("weekly", "fortnightly") else 1
    begins = 13 if today.month >= _LATE else today.month + 1
    first = next((month for month in range(begins, begins + 12) if every == 1 or (month - 7) % every), begins)
    return date(today.year + (first > 12), (first - 1) % 12 + 1, 1)


def proposal(arena: Arena, today: date) -> dict[str, Any]:
    """What the form begins with."""
    code = arena.rhythm_code if arena.rhythm_code in RHYTHMS else ""
    first = first_day(code, today)
    return {
        "rhythm": code,
        "weekday": _TUESDAY,
        "ordinal": 1,
        "starts": _USUAL_HOUR,
        "minutes": arena.minutes or _USUAL_MINUTES,
        "first_on": first,
        "last_on": date(first.year, 12, 31),
        "has_july_off": True,
        "on_holiday": usual_holiday(code),
        "venue": "" if _venue_code(arena) in ("in_person", "both") else to_reader("venue", arena.venue)[:300],
        "agenda": "\n".join(agenda_of(arena.agenda)),
        **leading(arena),
    }


def leading(arena: Arena) -> dict[str, Any]:
    chairs_in_turn = is_in_turn(arena.chairs) or not arena.chairs
    prepares_in_turn = is_in_turn(arena.prepares)
    return {
        "chairs": Takes.TURN if chairs_in_turn else Takes.WORDS,
        "chair": "" if chairs_in_turn else written_name(arena.chairs),
        "prepares": Takes.TURN if prepares_in_turn else Takes.WORDS,
        "preparer": "" if prepares_in_turn else written_name(arena.prepares),
    }


def written_name(words: str) -> str:
    """Nobody is no name."""
    return "" if is_nobody(words) else words[:160]


def _venue_code(arena: Arena) -> str:
    return arena.venue_code or code_of("venue", arena.venue)
