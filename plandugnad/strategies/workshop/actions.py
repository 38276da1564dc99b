"""Beginning a workshop, its links, and what is said through them. Each is one transaction."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from plandugnad.core.audit import By
from plandugnad.strategies.actions import locked, record
from plandugnad.strategies.document.actions import write_section
from plandugnad.strategies.document.models import DocumentSection
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.needs.actions import bring_back, propose, save_need
from plandugnad.strategies.workshop.models import (
    LONGEST_CARD,
    CouncilCard,
    CouncilLink,
    CouncilParty,
    CouncilVote,
    CouncilWorkshop,
    Group,
)
from plandugnad.strategies.workshop.reading import BLOCKS, agreed_in, cards_in
from plandugnad.worksheets.actions import begin_sheet
from plandugnad.worksheets.anonymous import waiting_elsewhere
from plandugnad.worksheets.definitions import mapping_of
from plandugnad.worksheets.models import Phase, Sheet

VOTES = 5  # in each part
_MOST_CARDS = 300  # in each part, by all together
COUNCIL = "council"
AMBITIONS = "ambitions"  # the section of the document


@dataclass(frozen=True)
class Plan:
    """`frame`: what is said first, as title and words. `parties`: name and seats."""

    on: date
    place: str
    frame: Sequence[tuple[str, str]]
    parties: Sequence[tuple[str, int]]


@transaction.atomic
def begin_workshop(by: By, strategy: Strategy, plan: Plan, language: str) -> CouncilWorkshop:
    """Pressed twice, there is one."""
    locked(strategy)
    if made := CouncilWorkshop.objects.filter(strategy=strategy).first():
        return made
    mapping = mapping_of(COUNCIL)
    needs = PlanNeed.objects.kept().filter(strategy=strategy, plan=None).in_order()
    from_staff = [{"text": _("%(name)s (fra administrasjonen)") % {"name": need.name[:250]}} for need in needs[:60]]
    for block in mapping["blocks"]:
        if block["id"] == "frame":
            block["suggestions"] = [
                {"what": _same(title), "words": _same(words)} for title, words in plan.frame if words
            ]
        elif block["id"] == "needs" and from_staff:
            block["suggestions"] = [{"text": _same(one["text"])} for one in from_staff]
    name = _("Kommunestyreverksted %(term)s") % {"term": strategy.term.name}
    sheet = begin_sheet(by, strategy.organisation, COUNCIL, mapping, name, language)
    workshop = CouncilWorkshop.objects.create(strategy=strategy, sheet=sheet, on=plan.on, place=plan.place)
    for party, seats in plan.parties:
        CouncilParty.objects.create(workshop=workshop, name=party, seats=seats)
    for group in Group.values:
        CouncilLink.objects.create(workshop=workshop, group=group, until=plan.on)
    record(by, "workshop_begun", strategy, after={"on": plan.on.isoformat()})
    return workshop


def _same(words: str) -> dict[str, str]:
    """What a municipality has written stands as it is in every language."""
    return {"nb": words, "nn": words, "en": words}


@transaction.atomic
def renew_link(by: By, workshop: CouncilWorkshop, group: str, until: date | None) -> None:
    """The one there is stops working. Without `until` no new one is made."""
    locked(workshop.strategy)
    workshop.links.filter(group=group, revoked_at=None).update(revoked_at=timezone.now())
    if until is not None:
        CouncilLink.objects.create(workshop=workshop, group=group, until=until)
    record(by, "workshop_link_renewed" if until else "workshop_link_revoked", workshop.strategy, after={"group": group})


@transaction.atomic
def count_in(workshop: CouncilWorkshop, party: str) -> None:
    if not CouncilParty.objects.filter(workshop=workshop, name=party).update(came=F("came") + 1):
        raise ValidationError(_("Velg hvilket parti du representerer."))


@transaction.atomic
def write_card(workshop: CouncilWorkshop, block: str, text: str, key: str) -> None:
    """The same form sent twice is one card. Raises ValidationError in words."""
    _open(workshop, block, Phase.INDIVIDUAL, _("Den første runden er over, så kortet er ikke lagt til."))
    if not text:
        raise ValidationError(_("Skriv noe på kortet først."))
    if len(text) > LONGEST_CARD:
        raise ValidationError(_("Kortet kan ha %(most)s tegn. Del det i to.") % {"most": LONGEST_CARD})
    drawn = salted_hmac("plandugnad.strategies.workshop", f"{workshop.id}:{block}:{key}:{text}", algorithm="sha256")
    id = UUID(bytes=drawn.digest()[:16])
    there = CouncilCard.objects.filter(workshop=workshop, block=block)
    if there.filter(pk=id).exists():
        return
    if there.count() >= _MOST_CARDS:
        raise ValidationError(_("Det er ikke plass til flere kort i denne delen. Si fra til møtelederen."))
    CouncilCard.objects.create(id=id, workshop=workshop, block=block, text=text)


@transaction.atomic
def vote(workshop: CouncilWorkshop, group: str, voter: str, block: str, cards: Collection[str]) -> None:
    """What this browser votes for in this part, instead of what it voted for before."""
    sheet = _open(workshop, block, Phase.PRIORITISE, _("Det stemmes ikke nå, så stemmene er ikke lagret."))
    chosen = set(cards)
    if len(chosen) > VOTES:
        raise ValidationError(
            _("Du har valgt %(number)s kort. Velg høyst %(most)s.") % {"number": len(chosen), "most": VOTES}
        )
    if chosen - {card.id for card in cards_in(sheet, block)}:
        raise ValidationError(_("Et av kortene er flyttet eller tatt bort. Se på listen, og stem på nytt."))
    digest = digest_of(voter)
    CouncilVote.objects.filter(workshop=workshop, voter=digest, block=block).delete()
    rows = [
        CouncilVote(workshop=workshop, group=group, voter=digest, block=block, card=card) for card in sorted(chosen)
    ]
    CouncilVote.objects.bulk_create(rows)


def digest_of(voter: str) -> str:
    return hashlib.sha256(voter.encode()).hexdigest()


def _open(workshop: CouncilWorkshop, block: str, phase: Phase, otherwise: str) -> Sheet:
    """Judged after the lock is had: the phase may be over."""
    sheet = Sheet.objects.select_for_update(of=("self",)).get(pk=workshop.sheet_id)
    if sheet.deleted_at is not None or sheet.phase != phase or block not in BLOCKS:
        raise ValidationError(otherwise)
    if sheet.locks.filter(block=block).exists():
        raise ValidationError(_("Møtelederen har låst denne delen."))
    return sheet


@transaction.atomic
def make_need(by: By, workshop: CouncilWorkshop, card: str) -> PlanNeed:
    """A card becomes a plan that is proposed. Pressed twice, it is proposed once."""
    text = next((one.text for one in cards_in(workshop.sheet, "needs") if one.id == card), None)
    if text is None:
        raise ValidationError(_("Kortet er tatt bort. Se på listen igjen."))
    strategy = workshop.strategy
    need = propose(by, strategy, " ".join(text.split()), "", id=need_id(workshop, card))
    if need.deleted_at is not None:
        bring_back(by, strategy, need)
        need.refresh_from_db()
    source = _("kommunestyreverkstedet")
    return need if need.basis_source else save_need(by, strategy, need, {"basis_source": source}, {"basis_source": ""})


@transaction.atomic
def take_ambitions(by: By, workshop: CouncilWorkshop) -> int:
    """What is agreed on is added to the section of the document, and nothing in it is lost: how many were new there."""
    strategy = locked(workshop.strategy)
    section = DocumentSection.objects.filter(strategy=strategy, code=AMBITIONS).first()
    text = section.text if section else ""
    lines = [f"- {as_sentence(ambition)} {because}".strip() for ambition, because in agreed_in(workshop.sheet)]
    there = {line.strip() for line in text.splitlines()}
    new = [line for line in dict.fromkeys(lines) if line not in there]
    if new:
        write_section(by, strategy, AMBITIONS, "\n".join([*([text.rstrip(), ""] if text.strip() else []), *new]))
    return len(new)


def as_sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def need_id(workshop: CouncilWorkshop, card: str) -> UUID:
    return uuid5(workshop.id, card)


def _take_waiting(sheet: Sheet) -> Mapping[str, Sequence[str]]:
    """In the transaction that moves the phase, which has locked the sheet."""
    found: dict[str, list[str]] = {}
    waiting = CouncilCard.objects.filter(workshop__sheet=sheet)
    for block, text in waiting.values_list("block", "text"):
        found.setdefault(block, []).append(text)
    waiting.delete()
    return found


waiting_elsewhere.append(_take_waiting)
