"""Somebody written twice in a list of recipients: the same name and address is one, another address is asked about."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plandugnad.processes.notice.actions import Chosen


@dataclass(frozen=True)
class Several:
    name: str
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Once:
    """`twice`: names that stood there more than once and are one now. `several`: one name at several addresses."""

    chosen: list[Chosen]
    twice: list[str]
    several: list[Several]


def wide(text: str) -> str:
    """How somebody wrote it does not make two of her."""
    return " ".join(text.casefold().split())


def read_once(chosen: Sequence[Chosen]) -> Once:
    kept: dict[tuple[str, str], Chosen] = {}
    twice: list[str] = []
    for one in chosen:
        key = wide(one.name), wide(one.address)
        if key not in kept:
            kept[key] = one
        elif one.name not in twice:
            twice.append(one.name)
    by_name: defaultdict[str, list[Chosen]] = defaultdict(list)
    for (name, _address), one in kept.items():
        by_name[name].append(one)
    several = [Several(rows[0].name, tuple(row.address for row in rows)) for rows in by_name.values() if len(rows) > 1]
    return Once(list(kept.values()), twice, several)


def several_words(several: Sequence[Several]) -> list[str]:
    return [
        _(
            "%(name)s står med flere adresser: %(addresses)s. Er det forskjellige mottakere, så lagre igjen. "
            "Ellers ta bort den som ikke gjelder."
        )
        % {"name": one.name, "addresses": "; ".join(address or _("uten adresse") for address in one.addresses)}
        for one in several
    ]
