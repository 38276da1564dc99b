"""What a person chooses to be told, and the link in each mail that ends it without a sign-in."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.core import audit
from plandugnad.core.audit import By
from plandugnad.notices.models import Notice, Rhythm, Wishes


def wishes_of(person_id: UUID, *, for_update: bool = False) -> Wishes:
    """As she chose, or as everybody begins."""
    if not for_update:
        return Wishes.objects.filter(pk=person_id).first() or Wishes(person_id=person_id)
    Wishes.objects.get_or_create(pk=person_id)
    return Wishes.objects.select_for_update().get(pk=person_id)


@transaction.atomic
def choose(by: By, person: Person, *, rhythm: str, wants_asked: bool, wants_due: bool, wants_activity: bool) -> None:
    """Who begins to want mail again is not told of all that happened while she did not."""
    wishes = wishes_of(person.id, for_update=True)
    before = _state(wishes)
    after = {
        "rhythm": rhythm,
        "wants_asked": wants_asked,
        "wants_due": wants_due,
        "wants_activity": wants_activity,
    }
    if before == after:
        return
    if wishes.rhythm == Rhythm.NEVER:
        Notice.objects.filter(person=person, taken_at=None).update(taken_at=timezone.now())
    for name, value in after.items():
        setattr(wishes, name, value)
    wishes.save(update_fields=list(after))
    audit.record(by, "notices_chosen", person, before=before, after=after)


@transaction.atomic
def stop(person: Person) -> None:
    wishes = wishes_of(person.id, for_update=True)
    if wishes.rhythm != Rhythm.NEVER:
        before = _state(wishes)
        wishes.rhythm = Rhythm.NEVER
        wishes.save(update_fields=["rhythm"])
        audit.record(By(person.id, str(person)), "notices_stopped", person, before=before, after=_state(wishes))


def _state(wishes: Wishes) -> dict[str, str | bool]:
    return {name: getattr(wishes, name) for name in ("rhythm", "wants_asked", "wants_due", "wants_activity")}


def _signer() -> Signer:
    """It never grows too old: a mail from last year must be able to stop the mail of next year, and nothing else."""
    return Signer(salt="plandugnad.notices.stop")


def stop_token(person_id: UUID) -> str:
    return _signer().sign(person_id.hex)


def stop_address(person_id: UUID) -> str:
    return settings.BASE_URL + reverse("notices_stop", args=[stop_token(person_id)])


def person_of_token(token: str) -> Person | None:
    try:
        return Person.objects.filter(pk=UUID(hex=_signer().unsign(token))).first()
    except (BadSignature, ValueError):
        return None
