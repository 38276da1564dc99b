"""Against robots, with nobody else's help: a field people do not see, a signed time, and how often.

Whoever is stopped is shown the form again with all she wrote: a person in a hurry must never lose it.
"""

import time
from dataclasses import dataclass
from uuid import UUID

from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from plandugnad.accounts.throttle import is_too_many, is_too_often, place_of
from plandugnad.core.ids import new_id

HONEYPOT = "nettside"
FEWEST_SECONDS = 2
_SALT = "plandugnad.consultations.form"
_SENT_PER_MINUTE, _TRIES_PER_MINUTE = 6, 60
# From one place, and from all: who fills a stranger's quota from where she sits does not shut the stranger out.
_MAILS_PER_HOUR, _MAILS_PER_HOUR_FROM_ALL, _HOUR_S = 5, 20, 3600
# Files lie here for a day before they are sent or swept away, and strangers must not be able to fill the disk.
_MEGABYTES_PER_HOUR, _MEGABYTES_PER_HOUR_FROM_ALL = 150, 2_000
_MEGABYTE = 1024**2


@dataclass(frozen=True)
class Stamp:
    """What a form was given when it was first shown. Its `id` makes a form sent twice one statement."""

    id: UUID
    made_at: int
    line: str


def new_stamp(consultation_id: UUID) -> Stamp:
    return stamp_of(new_id(), consultation_id, int(time.time()))


def stamp_of(id: UUID, consultation_id: UUID, made_at: int) -> Stamp:
    return Stamp(id, made_at, signing.dumps([str(id), str(consultation_id), made_at], salt=_SALT))


def read_stamp(line: str, consultation_id: UUID) -> Stamp | None:
    try:
        id, of, made_at = signing.loads(line, salt=_SALT)
        return Stamp(UUID(id), int(made_at), line) if of == str(consultation_id) else None
    except (signing.BadSignature, ValueError, TypeError):
        return None


def why_not_yet(request: HttpRequest, stamp: Stamp | None) -> str:
    """Asked as something is sent. Empty when it may be."""
    if stamp is None:
        return _("Skjemaet hadde stått åpent for lenge. Se over det du skrev, og send en gang til.")
    if time.time() - stamp.made_at < FEWEST_SECONDS:
        return _("Det gikk så fort at vi ikke kunne se at du er et menneske. Send en gang til.")
    if is_too_often(request, "statement", _SENT_PER_MINUTE):
        return _("Det er kommet mange uttalelser herfra det siste minuttet. Vent et minutt, og send en gang til.")
    return ""


def is_in_trap(request: HttpRequest) -> bool:
    """Asked at every step: what is carried from one to the next is ours, and empty."""
    return bool(request.POST.get(HONEYPOT, ""))


def is_hammering(request: HttpRequest) -> bool:
    return is_too_often(request, "statement_form", _TRIES_PER_MINUTE)


def has_sent_too_much(request: HttpRequest, size_bytes: int) -> bool:
    """Asked before a file is kept."""
    megabytes = -(-size_bytes // _MEGABYTE)
    if is_too_many(f"statement_files:{place_of(request)}", _MEGABYTES_PER_HOUR, _HOUR_S, megabytes):
        return True
    return is_too_many("statement_files", _MEGABYTES_PER_HOUR_FROM_ALL, _HOUR_S, megabytes)


def has_too_much_mail(request: HttpRequest, address: str) -> bool:
    """Counted by digests, so that the counts hold nobody's address. What stands after a plus leads to the same letter
    box with many who receive mail, and is not counted for itself."""
    before, _at, after = address.casefold().rpartition("@")
    box = f"{before.partition('+')[0]}@{after}"
    digest = salted_hmac(_SALT, box).hexdigest()
    here = salted_hmac(_SALT, f"{box} {place_of(request)}").hexdigest()
    if is_too_many(f"statement_mail_here:{here}", _MAILS_PER_HOUR, _HOUR_S):
        return True
    return is_too_many(f"statement_mail:{digest}", _MAILS_PER_HOUR_FROM_ALL, _HOUR_S)
