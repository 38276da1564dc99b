"""Cards that are nobody's: rows their authors alone see until all are shown, and of which no row is left after that.

Nothing tells that somebody has written one: no event, no announcement, no count and no moment. See
docs/decisions/0034.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plandugnad.engines.sheet.blocks import Block
from plandugnad.engines.sheet.document import Sheet as Opened
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.refusal import Refusal, Where
from plandugnad.regions.actor import Actor
from plandugnad.worksheets.access import may_add_anonymously, sheet_abilities
from plandugnad.worksheets.models import AnonymousCard, ClientId, Document, Phase, Sheet, Update
from plandugnad.worksheets.schemas import anonymous_blocks, definition_of, schema_of
from plandugnad.worksheets.store import append, open_document, spoken

_MOST_AN_HOUR = 300  # by all together: to count hers would be to remember that she wrote
_KEY = re.compile(r"[0-9A-Za-z_-]{16,64}")
_TRIAL = "kort-som-proves"
# Cards that wait in other apps: each gives the words of a sheet's by block, and keeps no row of them.
waiting_elsewhere: list[Callable[[Sheet], Mapping[str, Sequence[str]]]] = []


@dataclass(frozen=True)
class Sent:
    """`key` is made with the form, so that the same card sent twice is one. `waits`: what she was told of it."""

    key: str
    text: str
    waits: bool


def waits_in(sheet: Sheet) -> bool:
    """Whether cards wait to be shown. Else they stand in the sheet at once."""
    return sheet.phase == Phase.INDIVIDUAL


def own_cards(sheet: Sheet, person_id: UUID) -> Mapping[str, Sequence[AnonymousCard]]:
    """Block → her own, in the order she wrote them."""
    found: dict[str, list[AnonymousCard]] = {one: [] for one in anonymous_blocks(sheet)}
    if found and waits_in(sheet):
        for card in AnonymousCard.objects.filter(sheet=sheet, person_id=person_id, block__in=found):
            found[card.block].append(card)
    return found


@transaction.atomic
def add_card(actor: Actor, sheet_id: UUID, block: str, sent: Sent) -> None:
    """Raises ValidationError in words."""
    sheet, defined = _open(actor, sheet_id, block)
    if not _KEY.fullmatch(sent.key):
        raise ValidationError(_("Kortet kom ikke hel fram. Last siden på nytt, og prøv igjen."))
    if sent.waits != waits_in(sheet):
        raise ValidationError(
            _(
                "Møtelederen flyttet arket mens du skrev, så kortet er ikke lagt til nå. Se hvem som ser det fra nå av."
                " Står det ikke i arket, kan du legge det til på nytt."
            ),
            code="moved",
        )
    text = _checked(sheet, defined, sent.text)
    if sent.waits:
        _keep(sheet, defined, _hers(actor), sent.key, text)
    else:
        _show(sheet, defined, sent.key, text)


@transaction.atomic
def change_card(actor: Actor, sheet_id: UUID, block: str, id: UUID, text: str) -> None:
    """Her own, while it waits. Raises ValidationError in words."""
    sheet, defined = _open(actor, sheet_id, block)
    card = _own(sheet, _hers(actor), block).filter(pk=id).first()
    if card is None:
        raise ValidationError(_not_hers(sheet), code="gone")
    card.text = _checked(sheet, defined, text)
    card.save(update_fields=["text"])


@transaction.atomic
def withdraw_card(actor: Actor, sheet_id: UUID, block: str, id: UUID) -> str:
    """Her own, while it waits, also where the part is locked. What it said."""
    sheet = _locked(sheet_id)
    card = _own(sheet, _hers(actor), block).filter(pk=id).first()
    if card is None:
        raise ValidationError(_not_hers(sheet), code="gone")
    card.delete()
    return card.text


def take_waiting(sheet: Sheet) -> Mapping[str, Sequence[str]]:
    """The words of all that wait, by block. Their rows, and with them who wrote what, are gone. In a transaction of
    the caller's, which has locked the sheet.
    """
    found: dict[str, list[str]] = defaultdict(list)
    waiting = AnonymousCard.objects.filter(sheet=sheet)
    for block, text in waiting.filter(block__in=anonymous_blocks(sheet)).values_list("block", "text"):
        found[block].append(text)
    waiting.delete()
    for take in waiting_elsewhere:
        for block, texts in take(sheet).items():
            found[block].extend(texts)
    return found


def _locked(sheet_id: UUID) -> Sheet:
    sheet = Sheet.objects.select_for_update(of=("self",)).filter(pk=sheet_id, deleted_at=None).first()
    if sheet is None:
        raise ValidationError(_("Arket er ikke her lenger."))
    return sheet


def _open(actor: Actor, sheet_id: UUID, block: str) -> tuple[Sheet, Block]:
    """Judged after the lock is had: she may have lost her right, and the phase may be over."""
    sheet = _locked(sheet_id)
    defined = definition_of(sheet).block(block)
    locked = frozenset(sheet.locks.values_list("block", flat=True))
    if defined is None or block not in may_add_anonymously(sheet, sheet_abilities(actor, sheet), locked):
        if block in locked:
            raise ValidationError(_("Møtelederen har låst denne delen, så kortet er ikke lagret."))
        raise ValidationError(_("Du kan ikke skrive kort her nå, så kortet er ikke lagret."))
    return sheet, defined


def _hers(actor: Actor) -> UUID:
    assert actor.person_id is not None  # she is signed in
    return actor.person_id


def _own(sheet: Sheet, person_id: UUID, block: str) -> QuerySet[AnonymousCard]:
    return AnonymousCard.objects.filter(sheet=sheet, block=block, person_id=person_id)


def _not_hers(sheet: Sheet) -> str:
    """Never that it is another's."""
    if waits_in(sheet):
        return _("Kortet er tatt bort.")
    return _("Kortene er vist for alle, og ingen av dem er dine lenger. Endre kortet i arket, som et vanlig kort.")


def _checked(sheet: Sheet, defined: Block, text: str) -> str:
    """By the rules of any other card, and in the same words."""
    said = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not said:
        raise ValidationError(_("Skriv noe på kortet først."))
    trial = Editing(Opened(schema_of(sheet)), {defined.id})
    result = trial.add(defined.id, "cards", _TRIAL, {"text": said})
    if isinstance(result, Refusal):
        raise _in_words(result)
    return said


def _in_words(refusal: Refusal) -> ValidationError:
    return ValidationError(refusal.sentence(spoken(get_language() or "nb")))


def _keep(sheet: Sheet, defined: Block, person_id: UUID, key: str, text: str) -> None:
    id = UUID(bytes=_derived(f"{sheet.id}:{defined.id}:{person_id}:{key}:{text}")[:16])
    hers = _own(sheet, person_id, defined.id)
    if hers.filter(pk=id).exists():
        return
    if hers.count() >= defined.most_items:
        where = Where(defined.id, "cards")
        raise _in_words(Refusal("too_many", where, {"limit": defined.most_items}).titled(defined.title))
    place = (hers.aggregate(Max("place"))["place__max"] or 0) + 1
    AnonymousCard.objects.create(id=id, sheet=sheet, block=defined.id, person_id=person_id, place=place, text=text)


def _show(sheet: Sheet, defined: Block, key: str, text: str) -> None:
    """Into what all share, by nobody. No row says that it came from her, not even how many she has written."""
    document = Document.objects.select_for_update().get(sheet=sheet, organisation=None, closed_at=None)
    document.sheet = sheet
    opened = open_document(document)
    item = _derived(f"{document.id}:{defined.id}:{key}:{text}").hex()[:32]
    if item in opened.root(f"{defined.id}/cards"):
        return
    hour = _this_hour()
    lately = Update.objects.filter(document=document, person=None, blocks=[defined.id], made_at__gte=hour)
    if lately.count() >= _MOST_AN_HOUR:
        raise ValidationError(_("Det er kommet svært mange kort den siste timen. Vent litt, og prøv igjen."))
    result = Editing(opened, {defined.id}).add(defined.id, "cards", item, {"text": text})
    if isinstance(result, Refusal):
        raise _in_words(result)
    ClientId.objects.create(document=document, client=opened.doc.client_id)
    append(document, result.update, [defined.id], None, made_at=hour)


def _this_hour() -> datetime:
    return timezone.now().replace(minute=0, second=0, microsecond=0)


def _derived(what: str) -> bytes:
    """What was sent with the form cannot be recognised in it by anybody but us."""
    return salted_hmac("plandugnad.worksheets.anonymous", what, algorithm="sha256").digest()
