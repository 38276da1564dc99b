"""Asking how it goes, once a quarter, by mail with a link that needs no account.

The link opens the answers of one address in one strategy until a day, and nothing else. Only its digest is kept.
"""

import hashlib
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models.functions import Lower
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from plandugnad.core import erasing
from plandugnad.core.audit import SYSTEM, By
from plandugnad.core.mail import post
from plandugnad.strategies.actions import locked, record
from plandugnad.strategies.kinds import MADE
from plandugnad.strategies.living.content import Content, Line
from plandugnad.strategies.living.kinds import Track
from plandugnad.strategies.living.models import PulseAsk, PulseContact, TrackNote
from plandugnad.strategies.living.notes import Saying, say
from plandugnad.strategies.living.reading import read_content
from plandugnad.strategies.living.standing import DONE, Standing
from plandugnad.strategies.models import PlanNeed, Strategy

FEWEST_DAYS = timedelta(days=21)
MOST_LETTERS = 60  # at once, from one press


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def kept(cls, code: int) -> "Quarter":
        return cls(code // 10, code % 10)

    @property
    def code(self) -> int:
        return self.year * 10 + self.number

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def first_day(self) -> date:
        return date(self.year, self.number * 3 - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def asking_day(self) -> date:
        """A fortnight into it, when the last one's council papers are out of the way."""
        return self.first_day + timedelta(days=14)


@dataclass(frozen=True)
class Asking:
    """Who is asked now, and who has been asked this quarter. `without`: plans nobody is asked about."""

    to_ask: Mapping[str, Sequence[Line]]
    asked: Sequence[PulseAsk]
    without: Sequence[Line]


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def is_open(line: Line) -> bool:
    """Nobody is asked of what is finished, or said to be laid away."""
    gone = (*DONE, Standing.DROPPED, Standing.NOT_NEEDED)
    return line.track is not None and line.track.standing not in gone


def read_asking(strategy: Strategy, content: Content, today: date) -> Asking:
    asked = list(PulseAsk.objects.filter(strategy=strategy, quarter=Quarter.of(today).code).order_by("email"))
    been = {ask.email.lower() for ask in asked}
    to_ask: dict[str, list[Line]] = {}
    for line in filter(is_open, content.lines):
        if line.email and line.email.lower() not in been:
            to_ask.setdefault(line.email.lower(), []).append(line)
    without = [line for line in content.lines if is_open(line) and not line.email]
    return Asking(to_ask, asked, without)


@transaction.atomic
def set_contacts(by: By, strategy: Strategy, contacts: Mapping[UUID, tuple[str, str]]) -> int:
    """By need: address and name; an empty address takes the contact away, and what was asked of an address nobody is
    asked at any more. Says how many were changed."""
    locked(strategy)
    stands = {one.need_id: one for one in PulseContact.objects.filter(need__strategy=strategy)}
    changed = 0
    for need_id, (email, name) in contacts.items():
        row = stands.get(need_id)
        if (row.email if row else "", row.name if row else "") == (email, name if email else ""):
            continue
        changed += 1
        if not email:
            PulseContact.objects.filter(need_id=need_id).delete()
        else:
            PulseContact.objects.update_or_create(need_id=need_id, defaults={"email": email, "name": name})
    if changed:
        left = PulseContact.objects.filter(need__strategy=strategy).values_list(Lower("email"), flat=True)
        gone = (
            PulseAsk.objects.filter(strategy=strategy).annotate(lowered=Lower("email")).exclude(lowered__in=list(left))
        )
        gone.delete()
        record(by, "pulse_contacts_set", strategy, after={"changed": changed})
    return changed


@transaction.atomic
def ask_now(by: By, strategy: Strategy, today: date) -> int:
    """One letter to each address that has not been asked this quarter. Raises NoMailServer, with nobody asked."""
    current = locked(strategy)
    quarter = Quarter.of(today)
    to_ask = read_asking(strategy, read_content(strategy, today), today).to_ask
    for email, lines in list(to_ask.items())[:MOST_LETTERS]:
        token = secrets.token_urlsafe(32)
        until = max(quarter.last_day, today + FEWEST_DAYS)
        values = {"quarter": quarter.code, "email": email, "digest": digest_of(token), "until": until}
        PulseAsk.objects.create(strategy=current, **values)
        _send(strategy, email, lines, token, until)
    number = min(len(to_ask), MOST_LETTERS)
    if number:
        record(by, "pulse_asked", current, after={"quarter": quarter.code, "letters": number})
    return number


def _send(strategy: Strategy, email: str, lines: Sequence[Line], token: str, until: date) -> None:
    place = strategy.organisation
    with override(place.language):
        about = {
            "place": place.name,
            "name": next((line.contact for line in lines if line.contact), ""),
            "plans": [" ".join(line.name.split()) for line in lines],
            "address": settings.BASE_URL + reverse("pulse", args=[token]),
            "until": until,
        }
        body = render_to_string("strategies/living/mail/pulse.txt", about)
        subject = _("Hvordan går det med planene i %(place)s? To minutter.") % about
    post(EmailMessage(subject=subject, body=body, to=[email]))


def find_ask(token: str) -> PulseAsk | None:
    rows = PulseAsk.objects.filter(digest=digest_of(token), strategy__deleted_at=None, strategy__plan__deleted_at=None)
    return rows.select_related("strategy__organisation", "strategy__plan").first()


def is_closed(ask: PulseAsk, today: date) -> bool:
    return today > ask.until or not ask.strategy.is_adopted


@dataclass(frozen=True)
class AskedPlan:
    need: PlanNeed
    said: TrackNote | None  # with this very link


def plans_asked(ask: PulseAsk) -> list[AskedPlan]:
    """Those this address is asked about now: one that somebody else has been given is no longer here."""
    needs = (
        PlanNeed.objects.kept()
        .filter(strategy=ask.strategy, decision__in=MADE, contact__email__iexact=ask.email)
        .select_related("strategy", "contact")
        .in_order()
    )
    notes = TrackNote.objects.filter(ask=ask, taken_back_at=None).order_by("made_at", "id")
    said = {note.need_id: note for note in notes}
    return [AskedPlan(need, said.get(need.pk)) for need in needs]


@transaction.atomic
def answer(ask: PulseAsk, plan: AskedPlan, saying: Saying) -> TrackNote:
    """Pressed twice, it is said once."""
    PulseAsk.objects.select_for_update().get(pk=ask.pk)
    newest = TrackNote.objects.filter(ask=ask, need=plan.need, taken_back_at=None).order_by("-made_at", "-id").first()
    ends = saying.ends if saying.track == Track.SLIPPED else None
    if newest and (newest.track, newest.because, newest.ends) == (saying.track, saying.because.strip(), ends):
        return newest
    contact = plan.need.contact
    note = say(SYSTEM, plan.need, saying, ask=ask, name=contact.name or contact.email)
    PulseAsk.objects.filter(pk=ask.pk).update(answered_at=timezone.now())
    return note


def last_quarter_asked(strategies: Iterable[UUID]) -> dict[UUID, int]:
    rows = PulseAsk.objects.filter(strategy__in=list(strategies)).order_by("quarter")
    return dict(rows.values_list("strategy_id", "quarter"))


def forget(words: Collection[str]) -> None:
    """Whom to ask, and what was asked, go with the address; what was answered stays, without the name."""
    emails = [word.strip().lower() for word in words if "@" in word]
    for model in (PulseContact, PulseAsk):
        model._base_manager.annotate(lowered=Lower("email")).filter(lowered__in=emails).delete()


erasing.forgetting.append(forget)
