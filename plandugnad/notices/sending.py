"""Mail of what has waited, to each at her turn. What is told is marked in the transaction that hands the mail over."""

import logging
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.accounts.models import Person
from plandugnad.accounts.sending import can_send_mail
from plandugnad.core.mail import post
from plandugnad.notices.choosing import stop_address, wishes_of
from plandugnad.notices.digest import Digest, make_digest
from plandugnad.notices.models import Notice
from plandugnad.notices.turns import is_turn
from plandugnad.notices.writing import waiting_people
from plandugnad.regions.actor import actor_of
from plandugnad.regions.language import language_of_person

logger = logging.getLogger(__name__)


def send_digests(now: datetime) -> int:
    """To everybody whose turn it is. What goes wrong for one waits an hour, and does not stop the others."""
    if not can_send_mail():
        return 0
    sent = 0
    for person_id in waiting_people():
        try:
            sent += send_digest(person_id, now)
        except Exception as error:
            # Its kind alone: the text may repeat an address.
            logger.error("the digest of person %s waits for the next try: %s", person_id, type(error).__name__)
    return sent


@transaction.atomic
def send_digest(person_id: UUID, now: datetime, *, is_asked_for: bool = False) -> bool:
    """All of it or nothing: rows marked, and mail written down to be sent. `is_asked_for`: her turn or not."""
    wishes = wishes_of(person_id, for_update=True)
    waiting = list(Notice.objects.filter(person_id=person_id, taken_at=None).order_by("made_at", "id"))
    if not waiting:
        return False
    since = waiting[0].made_at
    if not is_asked_for and not is_turn(wishes.rhythm, now, waiting_since=since, sent_at=wishes.sent_at):
        return False
    Notice.objects.filter(pk__in=[one.pk for one in waiting]).update(taken_at=now)
    person = Person.objects.get(pk=person_id)
    actor = actor_of(person)
    with translation.override(language_of_person(person, actor)):
        digest = make_digest(actor, wishes, waiting, timezone.localdate(now))
        Notice.objects.filter(pk__in=digest.untold).delete()
        if digest.is_empty:
            return False
        post(_letter(person, digest))
    wishes.sent_at = now
    wishes.save(update_fields=["sent_at"])
    return True


def _letter(person: Person, digest: Digest) -> EmailMultiAlternatives:
    stop = stop_address(person.id)
    about = {
        "digest": digest,
        "base": settings.BASE_URL,
        "activity_address": settings.BASE_URL + reverse("activity"),
        "settings_address": settings.BASE_URL + reverse("notice_wishes"),
        "stop_address": stop,
    }
    letter = EmailMultiAlternatives(
        subject=subject(digest),
        body=render_to_string("notices/mail/digest.txt", about),
        to=[person.email],
        headers={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
            "Auto-Submitted": "auto-generated",  # RFC 3834: nobody's holiday answer comes back
        },
    )
    letter.attach_alternative(render_to_string("notices/mail/digest.html", about), "text/html")
    return letter


def subject(digest: Digest) -> str:
    asked, due, news = digest.asked_count, len(digest.due), digest.activity_count
    parts = [
        ngettext("du er bedt om %(number)s ting", "du er bedt om %(number)s ting", asked) % {"number": asked}
        if asked
        else "",
        ngettext("%(number)s frist", "%(number)s frister", due) % {"number": due} if due else "",
        ngettext("%(number)s ting andre har gjort", "%(number)s ting andre har gjort", news) % {"number": news}
        if news
        else "",
    ]
    return _("Plandugnad: %(told)s") % {"told": ", ".join(part for part in parts if part)}
