"""An announcement as those see it who read and do not send: without the names of private people, and without where
anybody lives. How many they are, and what came of the letters, is for all who read."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.processes.notice.again.queries import Letters
from plandugnad.processes.notice.models import Proof, Recipient, Sending
from plandugnad.processes.notice.queries import NoticePage

_Somebody = TypeVar("_Somebody", Recipient, Sending)


def page_for_readers(page: NoticePage) -> NoticePage:
    return replace(
        page,
        recipients=tuple(_unnamed(one) for one in page.recipients),
        erased=tuple(_unnamed(one) for one in page.erased),
        proofs=tuple(map(_proof, page.proofs)),
        channels=tuple(replace(one, proofs=tuple(map(_proof, one.proofs))) for one in page.channels),
        proposals=tuple(one for one in page.proposals if not one.is_private),
    )


def letters_for_readers(letters: Letters) -> Letters:
    return replace(letters, sendings=tuple(_unnamed(one) for one in letters.sendings))


def _unnamed(one: _Somebody) -> _Somebody:
    seen = copy(one)
    seen.address = ""
    if one.is_private:
        seen.name = _("Privatperson")
        if isinstance(seen, Sending):
            seen.returned_because = ""
    return seen


def _proof(proof: Proof) -> Proof:
    """The receipt too may say who."""
    seen = copy(proof)
    seen.recipients = _named_and_counted(proof.recipients)
    if any(one.get("private") for one in proof.recipients):
        seen.receipt = ""
    return seen


def _named_and_counted(told: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """As a proof holds them: by name, with the private ones as a number."""
    named = [{"name": one["name"], "address": ""} for one in told if not one.get("private")]
    hidden = len(told) - len(named)
    if hidden:
        counted = ngettext("%(count)s privatperson", "%(count)s privatpersoner", hidden) % {"count": hidden}
        named.append({"name": counted, "address": ""})
    return named
