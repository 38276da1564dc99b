"""What happened and what is asked for, in the reader's language. Each feature adds its own words beside its `telling`.

A verb is a whole sentence with places for %(who)s, %(what)s and %(count)s; with `ngettext_lazy(…, "count")` it also
says how many. A kind is a few words about a date, as «skal revideres».
"""

from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum
from typing import Any, Protocol

from django.utils.translation import gettext as _

from plandugnad.core.pieces import Words
from plandugnad.projections.models import ActivityEntry, AttentionEntry

_verbs: dict[tuple[str, str], Words] = {}
# Of what somebody did to herself: her name is said once.
_of_oneself: dict[tuple[str, str], Words] = {}
_kinds: dict[str, Words] = {}
_asks: dict[str, Words] = {}
# What tells that the same is asked, though another of its dates is what it hangs on now.
_families: dict[str, str] = {}
_parts: dict[str, Callable[[Mapping[str, Any]], str]] = {}


class Reminder(IntEnum):
    """How many days before its day one is reminded of a thing; the last is the day after."""

    MONTH = 30
    WEEK = 7
    DAY = 0
    OVER = -1


_ORDINARY = (Reminder.MONTH, Reminder.DAY)
_reminded: dict[str, tuple[Reminder, ...]] = {}
# What is told of though it has no line among the search results, so its page must be taken to be there.
_not_found: set[str] = set()


def add_verbs(source: str, verbs: Mapping[str, Words], *, is_found: bool = True) -> None:
    """`is_found`: things of this source can be searched for, so one that cannot be found is gone."""
    _verbs.update({(source, verb): words for verb, words in verbs.items()})
    if not is_found:
        _not_found.add(source)


def add_verbs_of_oneself(source: str, verbs: Mapping[str, Words]) -> None:
    """For verbs whose thing is a person, when she is the one who did it."""
    _of_oneself.update({(source, verb): words for verb, words in verbs.items()})


def add_kinds(kinds: Mapping[str, Words]) -> None:
    _kinds.update(kinds)


def add_asks(asks: Mapping[str, Words], *, as_one: str = "") -> None:
    """What somebody is asked for by name, by kind: whole sentences with a place for %(what)s. She gets a notice of it.

    Two asks of one thing are told apart by their addresses. `as_one`: these kinds at one address are one ask.
    """
    _asks.update(asks)
    _families.update(dict.fromkeys(asks, as_one) if as_one else {})


class Titled(Protocol):
    """An entry, or a row of a list made of entries."""

    @property
    def title(self) -> str: ...

    @property
    def facts(self) -> Any: ...


def add_parts(of: str, teller: Callable[[Mapping[str, Any]], str]) -> None:
    """What a thing's event is about, in the reader's language, for entries whose facts have `of`."""
    _parts[of] = teller


def title(entry: Titled) -> str:
    """For anything with a title and facts: «Kommuneplanens arealdel: Planen på høring»."""
    return title_of(entry.title, entry.facts)


def title_of(name: str, facts: Mapping[str, Any] | None) -> str:
    """The thing's own name comes first in every language."""
    teller = _parts.get((facts or {}).get("of", ""))
    return f"{name}: {teller(facts)}" if teller and facts else name


def add_reminders(kinds: Iterable[str], reminders: Iterable[Reminder]) -> None:
    _reminded.update(dict.fromkeys(kinds, tuple(reminders)))


def reminder_due(kind: str, days_left: int) -> Reminder:
    """The last of them that has come; one that was passed over meanwhile is not made up for."""
    return min((one for one in _reminded.get(kind, _ORDINARY) if days_left <= one), default=Reminder.MONTH)


def is_ask(entry: AttentionEntry) -> bool:
    """`facts` may say that this one reaches people who have not been asked by name."""
    return entry.kind in _asks and not (entry.facts or {}).get("is_unasked")


def ask_family(kind: str) -> str:
    return _families.get(kind, kind)


def ask_sentence(entry: AttentionEntry) -> str:
    return str(_asks[entry.kind] % {"what": one_line(title(entry))})


def sentence(entry: ActivityEntry) -> str:
    key = (entry.source, entry.verb)
    own = _of_oneself.get(key) if entry.by_name == entry.title else None
    words = own or _verbs.get(key) or _("%(who)s endret noe ved «%(what)s»")
    told = words % {"who": one_line(entry.by_name), "what": one_line(entry.title), "count": entry.count}
    return str(told)


def one_line(text: str) -> str:
    """A name with a line break in it must not write lines of its own in somebody's mail."""
    return " ".join(text.split())


def address(entry: ActivityEntry) -> str:
    """Where its page is; empty when it is gone. For entries of `activity.seen_by`."""
    is_there: bool = getattr(entry, "is_there", True)
    return entry.address if is_there or entry.source in _not_found else ""


def kind_label(kind: str) -> str:
    return str(_kinds.get(kind) or _("frist"))
