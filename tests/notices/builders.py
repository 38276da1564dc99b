from datetime import datetime, timedelta

from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.core.audit import By
from plandugnad.core.models import OutgoingMail
from plandugnad.notices.choosing import choose
from plandugnad.notices.models import Notice

# A Wednesday, in winter.
WEDNESDAY = timezone.make_aware(datetime.fromisoformat("2026-11-18 07:05"))


def by(person: Person) -> By:
    return By(person.id, str(person))


def wants(
    person: Person, rhythm: str = "daily", *, asked: bool = True, due: bool = True, activity: bool = True
) -> None:
    choose(by(person), person, rhythm=rhythm, wants_asked=asked, wants_due=due, wants_activity=activity)


def waiting_since(moment: datetime) -> None:
    """As if all that waits had happened then."""
    Notice.objects.filter(taken_at=None).update(made_at=moment)


def yesterday(moment: datetime = WEDNESDAY) -> datetime:
    return moment - timedelta(days=1)


def mail_to(person: Person) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=person.email).order_by("made_at", "id"))
