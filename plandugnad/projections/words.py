"""What happened and what is asked for, in the reader's language. Each feature adds its own words beside its `telling`.

A verb is a whole sentence with places for %(who)s, %(what)s and %(count)s; with `ngettext_lazy(…, "count")` it also
says how many. A kind is a few words about a date, as «skal revideres».
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from plandugnad.core.pieces import Words
from plandugnad.projections.models import ActivityEntry, AttentionEntry

_verbs: dict[tuple[str, str], Words] = {}
_kinds: dict[str, Words] = {}
_asks: dict[str, Words] = {}
# What is told of though it has no line among the search results, so its page must be taken to be there.
_not_found: set[str] = set()


def add_verbs(source: str, verbs: Mapping[str, Words], *, is_found: bool = True) -> None:
    """`is_found`: things of this source can be searched for, so one that cannot be found is gone."""
    _verbs.update({(source, verb): words for verb, words in verbs.items()})
    if not is_found:
        _not_found.add(source)


def add_kinds(kinds: Mapping[str, Words]) -> None:
    _kinds.update(kinds)


def add_asks(asks: Mapping[str, Words]) -> None:
    """What somebody is asked for by name, by kind: whole sentences with a place for %(what)s. She gets a notice of it.

    Two asks of one thing are told apart by their addresses.
    """
    _asks.update(asks)


def is_ask(kind: str) -> bool:
    return kind in _asks


def ask_sentence(entry: AttentionEntry) -> str:
    return str(_asks[entry.kind] % {"what": one_line(entry.title)})


def sentence(entry: ActivityEntry) -> str:
    words = _verbs.get((entry.source, entry.verb)) or _("%(who)s endret noe ved «%(what)s»")
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
