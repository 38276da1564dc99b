"""E-mails as they arrive in a request: each is read, or refused in a sentence that names its file."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.archive.uploading import DiskUpload, Received, take_in
from plandugnad.consultations.incoming import words
from plandugnad.consultations.incoming.actions import keep_mail
from plandugnad.consultations.incoming.limits import MAILS_AT_ONCE
from plandugnad.consultations.incoming.proposing import KnownBody, propose
from plandugnad.consultations.incoming.queries import known_bodies, number_of_email
from plandugnad.consultations.models import Consultation
from plandugnad.consultations.reading.eml import LONGEST_FILE_BYTES, NotAMessage, Wrong, read_mail
from plandugnad.core import files
from plandugnad.core.audit import By


def read_in(by: By, consultation: Consultation, request: HttpRequest) -> tuple[int, list[str]]:
    """How many now wait that did not before, and a sentence on each that does not."""
    upload = request.upload_handlers[0]
    assert isinstance(upload, DiskUpload)
    received, _is_full = take_in(request)
    said = [one.wrong for one in received if one.content is None]
    if not received:
        said.append(_("Velg en eller flere e-poster først."))
    bodies, number = known_bodies(), 0
    for one in received:
        if one.content is None:
            continue
        sentence = _read_one(by, consultation, one, bodies)
        number += not sentence
        said += [sentence] if sentence else []
    return number, [*said, *_too_many(upload)]


def _read_one(by: By, consultation: Consultation, one: Received, bodies: list[KnownBody]) -> str:
    assert one.content is not None
    stored = one.content.stored
    if stored.size_bytes > LONGEST_FILE_BYTES:
        return words.wrong(Wrong.TOO_LARGE, one.name)
    try:
        mail = read_mail(files.read(stored))
    except NotAMessage as refused:
        return words.wrong(refused.wrong, one.name)
    if taken_in := number_of_email(consultation, mail.digest):
        return words.known(one.name, taken_in)
    kept = keep_mail(by, consultation, stored, one.name, mail, propose(mail, bodies))
    return "" if kept else words.waits(one.name)


def _too_many(upload: DiskUpload) -> list[str]:
    if not upload.passed_over:
        return []
    said = ngettext(
        "%(number)d e-post er ikke lest: høyst %(most)d kan leses om gangen. Velg den på nytt nå.",
        "%(number)d e-poster er ikke lest: høyst %(most)d kan leses om gangen. Velg dem på nytt nå.",
        upload.passed_over,
    )
    return [said % {"number": upload.passed_over, "most": MAILS_AT_ONCE}]
