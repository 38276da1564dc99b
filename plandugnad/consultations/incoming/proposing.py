"""Who an e-mail seems to come from: somebody in the register, a business, or a person. Pure; a person decides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from plandugnad.consultations.models import StatementParty
from plandugnad.consultations.reading.eml import Mail
from plandugnad.core.norwegian import search_key

# Where people have their own e-mail: what comes from elsewhere is more often from work.
_PERSONAL = frozenset({
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.no", "outlook.com", "live.com", "live.no", "msn.com",
    "icloud.com", "me.com", "mac.com", "yahoo.com", "yahoo.no", "online.no", "proton.me", "protonmail.com",
    "getmail.no", "broadpark.no", "lyse.net", "altibox.no", "frisurf.no", "start.no", "tele2.no", "c2i.net",
})  # fmt: skip
# What an association, a business or a public body is called by: a word of the name, or the end of one.
_NAMED_AS_BODY = re.compile(
    r"\b(?:as|asa|sa|ans|ks|nuf|fk|il|bil|vel|post|postmottak|styret|kontoret)\b"
    r"|(?:lag(?:et)?|foren(?:ing|ingen)|forein(?:ing|inga)|forbund(?:et)?|klubb(?:en)?|råd(?:et)?|utvalg(?:et)?|kommune"
    r"|etat(?:en)?|direktorat(?:et)?|tilsyn(?:et)?|vesen(?:et)?|verk(?:et)?|selskap(?:et)?|distrikt(?:et)?"
    r"|stift(?:else|elsen|ing)|parti(?:et)?|grupp[ea]n?|sk[ou]le|barnehage|menighet|bispedømme|muse(?:um|et)"
    r"|bedrift|firma|eigedom|eiendom|kontor|sent(?:er|eret)|sameie(?:t)?|styre|politi(?:et)?)\b"
)
_SIGNATURE_SIGNS = 900


@dataclass(frozen=True)
class KnownBody:
    id: UUID
    name: str
    names: tuple[str, ...]
    website: str


@dataclass(frozen=True)
class Proposal:
    party: StatementParty
    name: str
    contact_name: str = ""
    body_id: UUID | None = None


def propose(mail: Mail, bodies: Sequence[KnownBody]) -> Proposal:
    body = _by_name(mail.sender.name, bodies) or _by_address(mail, bodies)
    if body is not None:
        contact = "" if search_key(mail.sender.name) == search_key(body.name) else mail.sender.name
        return Proposal(StatementParty.AUTHORITY, body.name, contact if "@" not in contact else "", body.id)
    return Proposal(_party_of(mail.sender.name, mail.sender.email), mail.sender.name)


def _party_of(name: str, email: str) -> StatementParty:
    """A person writes from work too. What is taken for hers has a day when it is erased, so in doubt it is hers."""
    if _NAMED_AS_BODY.search(name.casefold()):
        return StatementParty.ORGANISATION
    domain = email.rpartition("@")[2].lower()
    is_named_as_person = len(name.split()) > 1 or "@" in name
    return StatementParty.PRIVATE if is_named_as_person or domain in {"", *_PERSONAL} else StatementParty.ORGANISATION


def body_named(name: str, bodies: Sequence[KnownBody]) -> KnownBody | None:
    """The one that is called just this; none when two are."""
    return _by_name(name, bodies)


def _by_name(name: str, bodies: Sequence[KnownBody]) -> KnownBody | None:
    key = search_key(name)
    found = [body for body in bodies if key and any(search_key(one) == key for one in body.names)]
    return found[0] if len(found) == 1 else None


def _by_address(mail: Mail, bodies: Sequence[KnownBody]) -> KnownBody | None:
    """All state administrators share one domain: then the one that is named in the e-mail."""
    domain = mail.sender.email.rpartition("@")[2].lower()
    found = [body for body in bodies if domain and _is_at(domain, body.website)]
    if len(found) < 2:
        return found[0] if found else None
    said = [search_key(f"{mail.sender.name} {mail.subject}"), search_key(mail.text[-_SIGNATURE_SIGNS:])]
    named = [body for body in found if any(search_key(name) in one for name in body.names for one in said)]
    return named[0] if len(named) == 1 else None


def _is_at(domain: str, website: str) -> bool:
    host = (urlsplit(website).hostname or "").removeprefix("www.")
    return bool(host) and (domain == host or domain.endswith(f".{host}"))
