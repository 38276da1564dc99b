"""A statement on its way in: kept until its sender has confirmed it from her own e-mail, and then received."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from plandugnad.archive.actions.files import Content
from plandugnad.consultations.models import Consultation, Statement, StatementFile, StatementSource, Submission
from plandugnad.consultations.public import letters
from plandugnad.consultations.public.attachments import lock
from plandugnad.consultations.public.forms import FIELDS
from plandugnad.consultations.taking_in import add_statement
from plandugnad.core.audit import SYSTEM

GOOD_FOR = timedelta(days=7)
ASKED_EVERY_S = 60
_TOKEN_SALT = "plandugnad.consultations.confirm"  # noqa: S105 - names what it is for
# A large plan gets hundreds in its last days.
MOST_WAITING = 2_000
_WHOLE = ("consultation__process__plan__organisation",)


class Asked(Enum):
    """What came of it."""

    NOW = "now"
    AGAIN = "again"
    JUST_NOW = "just_now"  # so short a while ago that the mail is not sent again
    RECEIVED = "received"  # confirmed while it was sent once more
    NOT_OPEN = "not_open"  # taken down, deleted or closed while it was being sent
    FULL = "full"


@transaction.atomic
def keep_submission(
    consultation: Consultation, values: Mapping[str, str], contents: Sequence[Content], id: UUID
) -> Asked:
    """With the `id` its form was given, a form sent twice is one. Sent again as it was, the same link is sent
    once more, after the deadline too while it counts; with another address or text, only the new link counts."""
    rows = Consultation.objects.public().select_for_update(of=("self",), no_key=True)
    kept = rows.filter(pk=consultation.pk).first()
    if kept is None:
        return Asked.NOT_OPEN
    if Statement.objects.filter(pk=id).exists():
        return Asked.RECEIVED
    files = lock(contents)
    standing = Submission.objects.filter(pk=id).first()
    if standing and standing.runs_out_at > timezone.now() and _is_same(standing, values, files):
        return _ask_again(standing)
    if kept.closes_on is None or kept.closes_on < timezone.localdate():
        return Asked.NOT_OPEN
    if standing is None and Submission.objects.filter(consultation=consultation).count() >= MOST_WAITING:
        return Asked.FULL
    if standing is not None:
        standing.delete()
    return _keep_new(consultation, values, files, id)


def _keep_new(consultation: Consultation, values: Mapping[str, str], files: Sequence[Content], id: UUID) -> Asked:
    made_at = timezone.now()
    token = _token(id, made_at)
    submission = Submission.objects.create(
        id=id,
        consultation=consultation,
        token_digest=digest_of(token),
        made_at=made_at,
        runs_out_at=made_at + GOOD_FOR,
        **{name: values[name] for name in FIELDS},
    )
    StatementFile.objects.bulk_create(
        StatementFile(submission=submission, stored=one.stored, name=one.name, content_kind=one.kind, position=place)
        for place, one in enumerate(files)
    )
    _is_just_asked(submission)
    letters.ask_to_confirm(consultation, values["email"], token)
    return Asked.NOW


def _ask_again(standing: Submission) -> Asked:
    if _is_just_asked(standing):  # pressed twice
        return Asked.JUST_NOW
    token = _token(standing.pk, standing.made_at)
    standing.token_digest = digest_of(token)  # another than before only if the key of the installation is
    standing.save(update_fields=["token_digest"])
    letters.ask_to_confirm(standing.consultation, standing.email, token)
    return Asked.AGAIN


def _is_just_asked(submission: Submission) -> bool:
    """True when the mail was sent less than a minute ago; else it is noted that it is sent now."""
    return not cache.add(f"statement_asked:{submission.token_digest}", True, ASKED_EVERY_S)


def _token(id: UUID, made_at: datetime) -> str:
    """Made of what is kept and the key of the installation, so that the same link can be sent twice and never kept."""
    return salted_hmac(_TOKEN_SALT, f"{id} {made_at.isoformat()}", algorithm="sha256").hexdigest()


def _is_same(standing: Submission, values: Mapping[str, str], files: Sequence[Content]) -> bool:
    kept = set(standing.files.values_list("stored_id", flat=True))
    return kept == {one.stored.pk for one in files} and all(getattr(standing, name) == values[name] for name in FIELDS)


def full() -> str:
    """Nobody shall fill the disk with what nobody confirms; those who mean it have other ways while somebody tries."""
    return _(
        "Uvanlig mange uttalelser venter på å bli bekreftet, og det er ikke plass til flere nå. Teksten din står her. "
        "Prøv igjen i morgen, eller svar på en av de andre måtene som står på høringssiden."
    )


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find_submission(token: str) -> Submission | None:
    """That has not run out. What was sent before the deadline counts after it too."""
    rows = Submission.objects.filter(token_digest=digest_of(token), runs_out_at__gt=timezone.now())
    return rows.select_related(*_WHOLE).prefetch_related("files").first()


def waits(id: UUID) -> bool:
    """That it was sent with the form of this `id`, and can still be confirmed."""
    return Submission.objects.filter(pk=id, runs_out_at__gt=timezone.now()).exists()


def find_by_id(id: UUID) -> Statement | None:
    """What was sent with the form of this `id`, and has come in."""
    return Statement.objects.filter(pk=id, source=StatementSource.WEB).select_related(*_WHOLE).first()


def find_same(submission: Submission) -> Statement | None:
    """What has come in of the same person in the same words, with the same files: a draft that was sent from two forms
    has two links, and is one statement."""
    rows = Statement.objects.kept().filter(
        consultation=submission.consultation_id,
        source=StatementSource.WEB,
        **{name: getattr(submission, name) for name in FIELDS},
    )
    files = {one.stored_id for one in submission.files.all()}
    found = rows.select_related(*_WHOLE).prefetch_related("files")
    return next((one for one in found if {each.stored_id for each in one.files.all()} == files), None)


def is_gone(submission: Submission) -> bool:
    """Its consultation, or the plan or process of it, was deleted before it was confirmed."""
    return not Consultation.objects.kept().filter(pk=submission.consultation_id).exists()


def find_received(token: str) -> Statement | None:
    """What this link has confirmed already."""
    rows = Statement.objects.filter(message_digest=digest_of(token), source=StatementSource.WEB)
    return rows.select_related(*_WHOLE).first()


@transaction.atomic
def confirm(token: str) -> Statement | None:
    """Gives the statement its number and sends the receipt, once. None when the link is not one of ours any more.

    The consultation is locked first, as by who sends: in the other order two of them would wait for each other.
    """
    digest = digest_of(token)
    of = Submission.objects.filter(token_digest=digest).values("consultation_id")
    is_kept = Consultation.objects.kept().select_for_update(of=("self",), no_key=True).filter(pk__in=of).exists()
    rows = Submission.objects.select_for_update(of=("self",)).select_related(*_WHOLE)
    submission = rows.filter(token_digest=digest, runs_out_at__gt=timezone.now()).first()
    if submission is None or not is_kept:
        return find_received(token)
    if standing := find_same(submission):
        return standing  # the link is kept until it runs out, so that it says the same each time
    values: dict[str, Any] = {name: getattr(submission, name) for name in FIELDS}
    # By the same id, so that the form it was sent from does not make another.
    values |= {"id": submission.pk, "source": StatementSource.WEB}
    values |= {"received_on": timezone.localdate(submission.made_at)}
    made = add_statement(SYSTEM, submission.consultation, values, [], message_digest=digest)
    StatementFile.objects.filter(submission=submission).update(submission=None, statement=made)
    submission.delete()
    letters.send_receipt(submission.consultation, made)
    return made


def forget_submissions() -> int:
    """What nobody confirmed. The files it alone had are swept as those of any row that is gone."""
    gone = Submission.objects.filter(runs_out_at__lte=timezone.now())
    count = gone.count()
    gone.delete()
    return count
