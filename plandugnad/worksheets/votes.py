"""Dot votes: a budget per person, hers alone until the phase is over."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.accounts.models import Person
from plandugnad.engines.sheet.blocks import CardsBlock
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.rows import CardsRows
from plandugnad.worksheets.models import Phase, Sheet, Vote
from plandugnad.worksheets.schemas import definition_of
from plandugnad.worksheets.store import announce, open_document


@dataclass
class BlockVotes:
    """`sums` is None while people still vote: what others have chosen would steer her."""

    budget: int
    mine: dict[str, int] = field(default_factory=dict)
    sums: dict[str, int] | None = None
    voters: int = 0

    @property
    def left(self) -> int:
        return self.budget - sum(self.mine.values())


def votes_of(sheet: Sheet, person_id: UUID) -> dict[str, BlockVotes]:
    """Block → its votes, for the blocks that have any to give. Votes for cards that are gone count for nothing."""
    blocks = {one.id: one.votes for one in definition_of(sheet).blocks if isinstance(one, CardsBlock) and one.votes}
    if not blocks:
        return {}
    found = {name: BlockVotes(budget) for name, budget in blocks.items()}
    votes = Vote.objects.filter(sheet=sheet, block__in=blocks, item__in=_cards(sheet))
    for block, item, number in votes.filter(person_id=person_id).values_list("block", "item", "number"):
        found[block].mine[item] = number
    for block, voters in votes.values_list("block").annotate(Count("person", distinct=True)):
        found[block].voters = voters
    if sheet.phase != Phase.PRIORITISE:
        sums: dict[str, dict[str, int]] = defaultdict(dict)
        for block, item, number in votes.values_list("block", "item").annotate(Sum("number")):
            sums[block][item] = number
        for name, one in found.items():
            one.sums = sums[name]
    return found


@transaction.atomic
def vote(sheet_id: UUID, person_id: UUID, block: str, item: str, number: int) -> None:
    """Gives a card so many of her votes in all; zero takes them back. Raises ValidationError in words."""
    # Her own row is locked, so that two windows of hers cannot spend the same votes.
    person = Person.objects.select_for_update().get(pk=person_id)
    sheet = Sheet.objects.select_for_update(of=("self",)).get(pk=sheet_id)
    defined = definition_of(sheet).block(block)
    if not isinstance(defined, CardsBlock) or not defined.votes:
        raise ValidationError(_("Det stemmes ikke i denne delen av arket. Last siden på nytt."))
    if sheet.phase != Phase.PRIORITISE:
        raise ValidationError(
            _("Avstemningen er ikke åpen nå. Møtelederen åpner den ved å flytte arket til «prioriter».")
        )
    there = _cards(sheet)
    if number and item not in there:
        raise ValidationError(_("Kortet er tatt bort av en annen. Stemmene dine er ikke brukt."))
    others = Vote.objects.filter(sheet=sheet, block=block, person=person, item__in=there).exclude(item=item)
    left = defined.votes - (others.aggregate(Sum("number"))["number__sum"] or 0)
    if not 0 <= number <= left:
        raise ValidationError(
            ngettext(
                "Du har %(left)s stemme igjen. Ta tilbake en du har gitt, for å bruke flere.",
                "Du har %(left)s stemmer igjen. Ta tilbake noen du har gitt, for å bruke flere.",
                left,
            )
            % {"left": left}
        )
    if number:
        Vote.objects.update_or_create(sheet=sheet, block=block, item=item, person=person, defaults={"number": number})
    else:
        Vote.objects.filter(sheet=sheet, block=block, item=item, person=person).delete()
    announce(sheet, "votes")


@transaction.atomic
def vote_all(sheet_id: UUID, person_id: UUID, block: str, numbers: Mapping[str, int]) -> None:
    """Many cards at once, or none of them. Raises ValidationError in words."""
    held = Vote.objects.filter(sheet=sheet_id, block=block, person=person_id)
    before = dict(held.values_list("item", "number"))
    changed = {item: number for item, number in numbers.items() if number != before.get(item, 0)}
    # What is taken back first is there to be given.
    for item in sorted(changed, key=lambda one: changed[one] - before.get(one, 0)):
        vote(sheet_id, person_id, block, item, changed[item])


def _cards(sheet: Sheet) -> set[str]:
    shared = sheet.documents.filter(organisation=None).get()
    shared.sheet = sheet
    rows = project(open_document(shared)).values()
    return {card.id for one in rows if isinstance(one, CardsRows) for card in one.cards}
