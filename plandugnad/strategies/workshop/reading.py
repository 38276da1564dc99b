"""What is shown of a workshop: never a card that waits, and never a vote of one person or one party."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.core import signing
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.rows import Card, CardsRows, TableRows
from plandugnad.strategies.models import PlanNeed, Strategy
from plandugnad.strategies.workshop.models import CouncilLink, CouncilVote, CouncilWorkshop, Group
from plandugnad.worksheets.actions import document_for
from plandugnad.worksheets.models import Phase, Sheet
from plandugnad.worksheets.store import open_document

BLOCKS = ("ambitions", "needs")
FEWEST_VOTERS = 3  # as for health checks: fewer can be guessed
_SALT = "plandugnad.strategies.workshop.link"


@dataclass(frozen=True)
class Voted:
    """How many of those who voted in each group chose the card; None where the group is too small to be shown."""

    card: Card
    council: int | None
    staff: int | None
    is_need: bool = False

    @property
    def total(self) -> int:
        return (self.council or 0) + (self.staff or 0)


@dataclass(frozen=True)
class Result:
    block: str
    cards: Sequence[Voted]
    voters: Mapping[str, int]
    apart: str  # where the two groups differ most, in words

    @property
    def is_too_few(self) -> bool:
        return any(0 < number < FEWEST_VOTERS for number in self.voters.values())


def find_workshop(strategy: Strategy) -> CouncilWorkshop | None:
    rows = CouncilWorkshop.objects.filter(strategy=strategy, sheet__deleted_at=None)
    return rows.select_related("sheet__organisation", "strategy__organisation", "strategy__plan").first()


def token_of(link: CouncilLink) -> str:
    return signing.dumps(str(link.id), salt=_SALT)


def find_link(token: str) -> CouncilLink | None:
    """None where it is forged, or what it opens is gone. That it is expired or revoked is said of it: `is_closed`."""
    try:
        id = UUID(signing.loads(token, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None
    rows = CouncilLink.objects.filter(
        workshop__strategy__deleted_at=None,
        workshop__strategy__plan__deleted_at=None,
        workshop__sheet__deleted_at=None,
    )
    about = ("workshop__sheet__organisation", "workshop__strategy__organisation", "workshop__strategy__plan")
    return rows.select_related(*about).filter(pk=id).first()


def is_closed(link: CouncilLink) -> bool:
    return link.revoked_at is not None or timezone.localdate() > link.until


def links_of(workshop: CouncilWorkshop) -> list[CouncilLink]:
    today = timezone.localdate()
    return list(workshop.links.filter(revoked_at=None, until__gte=today).order_by("group", "made_at"))


def cards_in(sheet: Sheet, block: str) -> Sequence[Card]:
    rows = project(open_document(document_for(sheet, None))).get(block)
    return rows.cards if isinstance(rows, CardsRows) else ()


def frame_of(sheet: Sheet) -> list[tuple[str, str]]:
    rows = project(open_document(document_for(sheet, None))).get("frame")
    cells = [one.cells for one in rows.rows] if isinstance(rows, TableRows) else []
    return [(str(one.get("what") or ""), str(one.get("words") or "")) for one in cells]


def agreed_in(sheet: Sheet) -> list[tuple[str, str]]:
    """Ambition and why, of the rows both agree on."""
    rows = project(open_document(document_for(sheet, None))).get("agreed")
    cells = [one.cells for one in rows.rows] if isinstance(rows, TableRows) else []
    found = [(_line(one.get("ambition")), _line(one.get("because"))) for one in cells]
    return [(ambition, because) for ambition, because in found if ambition]


def _line(cell: object) -> str:
    return " ".join(str(cell or "").split())


def chosen_by(workshop: CouncilWorkshop, digest: str) -> set[str]:
    return set(CouncilVote.objects.filter(workshop=workshop, voter=digest).values_list("card", flat=True))


def voters_in(workshop: CouncilWorkshop) -> dict[str, dict[str, int]]:
    """Block → group → how many have voted."""
    found: dict[str, dict[str, int]] = {block: dict.fromkeys(Group.values, 0) for block in BLOCKS}
    rows = CouncilVote.objects.filter(workshop=workshop).values_list("block", "group")
    for block, group, number in rows.annotate(number=Count("voter", distinct=True)):
        found[block][group] = number
    return found


def results(workshop: CouncilWorkshop, needs: Collection[str]) -> list[Result]:
    """Nothing before the voting is over: nobody is to vote as the others did."""
    if workshop.sheet.phase not in (Phase.AGREE, Phase.ADOPT):
        return []
    voters = voters_in(workshop)
    rows = CouncilVote.objects.filter(workshop=workshop).values_list("card", "group").annotate(number=Count("id"))
    votes = {(card, group): number for card, group, number in rows}
    return [_result(workshop, block, voters[block], votes, needs) for block in BLOCKS]


def _result(
    workshop: CouncilWorkshop,
    block: str,
    voters: Mapping[str, int],
    votes: Mapping[tuple[str, str], int],
    needs: Collection[str],
) -> Result:
    def of(card: str, group: str) -> int | None:
        return votes.get((card, group), 0) if voters[group] >= FEWEST_VOTERS else None

    cards = [
        Voted(card, of(card.id, Group.REPRESENTATIVES), of(card.id, Group.ADMINISTRATION), card.id in needs)
        for card in cards_in(workshop.sheet, block)
    ]
    cards.sort(key=lambda one: (-one.total, one.card.text))
    return Result(block, cards, voters, _apart(cards, voters))


def _apart(cards: Sequence[Voted], voters: Mapping[str, int]) -> str:
    """By the share of each group, so that the larger does not decide what is a difference."""
    council, staff = voters[Group.REPRESENTATIVES], voters[Group.ADMINISTRATION]
    if min(council, staff) < FEWEST_VOTERS or not cards:
        return ""
    most = max(cards, key=lambda one: abs((one.council or 0) / council - (one.staff or 0) / staff))
    if (most.council or 0) * staff == (most.staff or 0) * council:
        return _("Kommunestyret og administrasjonen stemte likt.")
    return _(
        "Størst forskjell: «%(card)s». %(council)s av %(councils)s fra kommunestyret og %(staff)s av %(staffs)s fra "
        "administrasjonen stemte på det."
    ) % {
        "card": most.card.text,
        "council": most.council,
        "councils": council,
        "staff": most.staff,
        "staffs": staff,
    }


def needs_made(workshop: CouncilWorkshop) -> set[str]:
    """The cards that have become needs which still stand, and those that were put in since they are needs."""
    there = dict(PlanNeed.objects.kept().filter(strategy_id=workshop.strategy_id, plan=None).values_list("pk", "name"))
    names = set(there.values())
    return {
        card.id
        for card in cards_in(workshop.sheet, "needs")
        if uuid5(workshop.id, card.id) in there or (card.text.endswith(")") and card.text.rpartition(" (")[0] in names)
    }
