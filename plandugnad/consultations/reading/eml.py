"""An e-mail saved as a file (RFC 5322, MIME) → who wrote it, when, what it says and what was attached.

Pure: no database and no clock. What is wrong in the file is mended where the meaning is plain; a file that is no
e-mail, or would be unreasonable to read, is refused with a code that becomes a sentence elsewhere.
"""

import hashlib
import mimetypes
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect, MessageError, StartBoundaryNotFoundDefect
from email.message import EmailMessage, Message
from email.utils import parseaddr
from enum import StrEnum
from typing import Any, cast

from plandugnad.archive.names import uploaded_name
from plandugnad.consultations.reading import forwarded
from plandugnad.consultations.reading.letters import decoded, mended, tidied
from plandugnad.consultations.reading.markup import text_of

LONGEST_FILE_BYTES = 40 * 1024**2
LONGEST_PAGES = 2_000_000  # signs, of all the pages in one e-mail
MOST_PARTS = 300
DEEPEST = 20
_MOST_BOUNDARIES = 100
_LONGEST_HEADER = 10_000
_LONGEST_PART_HEADER = 8_000
_YEARS = range(1990, 2200)
_PART_HEADER = re.compile(rb"^content-[a-z-]{1,30}:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)
_MADE_OF_TNEF = b"\x78\x9f\x3e\x22"
_MADE_OF_OLE, _MADE_OF_ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
# The parser of structured headers is known to stop on broken ones in all these ways.
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError, OverflowError, MessageError)


class Wrong(StrEnum):
    EMPTY = "empty"
    OUTLOOK = "outlook"
    ZIP = "zip"
    NOT_MAIL = "not_mail"
    TOO_LARGE = "too_large"
    TOO_MANY_PARTS = "too_many_parts"


class NotAMessage(Exception):
    def __init__(self, wrong: Wrong) -> None:
        super().__init__(wrong.value)
        self.wrong = wrong


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes


@dataclass(frozen=True)
class Sender:
    name: str
    email: str


@dataclass(frozen=True)
class Mail:
    """`forwarded_by` is who sent it on, when the sender is taken from what was sent on."""

    sender: Sender
    sent_at: datetime | None
    subject: str
    text: str
    attachments: tuple[Attachment, ...]
    digest: str
    forwarded_by: Sender | None = None
    images_left_out: int = 0
    may_be_cut: bool = False
    is_text_cut: bool = False
    is_packed_by_outlook: bool = False


@dataclass
class _Room:
    """What may still be read of pages in this e-mail: reading them takes far longer than plain text."""

    left: int = LONGEST_PAGES


@dataclass
class _Found:
    room: _Room = field(default_factory=_Room)
    texts: list[str] = field(default_factory=list)
    has_plain: bool = False
    attachments: list[Attachment] = field(default_factory=list)
    nested: list[EmailMessage] = field(default_factory=list)
    images_left_out: int = 0
    is_text_cut: bool = False

    @property
    def text(self) -> str:
        return tidied("\n\n".join(self.texts))


def read_mail(content: bytes) -> Mail:
    message = _opened(content)
    sender = _sender(message)
    if not sender.email and not sender.name:
        raise NotAMessage(Wrong.NOT_MAIL)
    found = _collected(message, _Room())
    mail = Mail(
        sender=sender,
        sent_at=_sent_at(message),
        subject=_subject(message),
        text=found.text,
        attachments=_named_apart([*found.attachments, *map(_as_attachment, found.nested)]),
        digest=_digest(message, sender, found.text),
        images_left_out=found.images_left_out,
        may_be_cut=_may_be_cut(message),
        is_text_cut=found.is_text_cut,
        is_packed_by_outlook=_is_packed(found.attachments),
    )
    return _of_the_first(mail, found)


def _of_the_first(mail: Mail, found: _Found) -> Mail:
    """What somebody sent on is said by the one who wrote it first: an e-mail within, or the lines above her words."""
    is_sent_on = forwarded.says_so(mail.subject)
    if len(found.nested) == 1 and (is_sent_on or not mail.text):
        inner = found.nested[0]
        within = _collected(inner, found.room)
        return Mail(
            sender=_sender(inner) if _sender(inner).email else mail.sender,
            sent_at=_sent_at(inner) or mail.sent_at,
            subject=_subject(inner) or mail.subject,
            text=within.text,
            attachments=_named_apart([*within.attachments, *found.attachments, *map(_as_attachment, within.nested)]),
            digest=mail.digest,
            forwarded_by=mail.sender,
            images_left_out=mail.images_left_out + within.images_left_out,
            may_be_cut=mail.may_be_cut,
            is_text_cut=within.is_text_cut,
            is_packed_by_outlook=mail.is_packed_by_outlook or _is_packed(within.attachments),
        )
    first = forwarded.found(mail.text) if is_sent_on else None
    if first is None:
        return mail
    about: dict[str, Any] = mail.__dict__ | {"text": tidied(first.text), "forwarded_by": mail.sender}
    about["sender"] = Sender(first.name or first.email, first.email)
    about["sent_at"] = None  # of the first, which is told in words we do not trust
    return Mail(**about)


def _is_packed(attachments: Iterable[Attachment]) -> bool:
    """What is attached lies within a file only Outlook opens (TNEF, MS-OXTNEF 2.1.3.1), whatever it is called."""
    return any(one.content.startswith(_MADE_OF_TNEF) or one.name.casefold() == "winmail.dat" for one in attachments)


def _opened(content: bytes) -> EmailMessage:
    if content.startswith(_MADE_OF_OLE):
        raise NotAMessage(Wrong.OUTLOOK)
    if content.startswith(_MADE_OF_ZIP):
        raise NotAMessage(Wrong.ZIP)
    if len(content) > LONGEST_FILE_BYTES:
        raise NotAMessage(Wrong.TOO_LARGE)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16", "replace").encode()
    content = content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n\x00 \t")
    if not content:
        raise NotAMessage(Wrong.EMPTY)
    _within_bounds(content)
    try:
        return message_from_bytes(content, policy=policy.default)
    except (*_BROKEN, RecursionError):
        raise NotAMessage(Wrong.NOT_MAIL) from None


def _within_bounds(content: bytes) -> None:
    """The parser looks for every boundary that is open in every line, and recurses: both are bounded beforehand."""
    low = content.lower()
    if low.count(b"boundary") > _MOST_BOUNDARIES or low.count(b"\ncontent-type:") > MOST_PARTS:
        raise NotAMessage(Wrong.TOO_MANY_PARTS)
    if any(len(each[0]) > _LONGEST_PART_HEADER for each in _PART_HEADER.finditer(content)):
        raise NotAMessage(Wrong.NOT_MAIL)


def _collected(message: EmailMessage, room: _Room) -> _Found:
    found = _Found(room)
    _collect(message, found, 0)
    return found


def _collect(part: EmailMessage, found: _Found, depth: int) -> None:
    if depth > DEEPEST:
        raise NotAMessage(Wrong.TOO_MANY_PARTS)
    inside = part.get_payload()
    if isinstance(inside, list) and part.get_content_maintype() == "message":
        found.nested += [cast(EmailMessage, each) for each in inside if isinstance(each, Message)]
    elif isinstance(inside, list) and part.get_content_subtype() == "alternative":
        _collect_best(inside, found, depth)
    elif isinstance(inside, list):
        for each in inside:
            _collect(cast(EmailMessage, each), found, depth + 1)
    else:
        _collect_leaf(part, found)


def _collect_best(choices: list[Any], found: _Found, depth: int) -> None:
    """The same said in several ways: plain text where it says anything, else the page. What is attached stays."""
    each = [_Found(found.room) for _choice in choices]
    for choice, into in zip(choices, each, strict=True):
        _collect(choice, into, depth + 1)
    best = next((one for one in each if one.has_plain), None) or next((one for one in each if one.texts), None)
    if best is not None:
        found.texts += best.texts
        found.has_plain |= best.has_plain
        found.is_text_cut |= best.is_text_cut
    for one in each:
        found.attachments += one.attachments
        found.nested += one.nested
        found.images_left_out += one.images_left_out


def _collect_leaf(part: EmailMessage, found: _Found) -> None:
    kind = part.get_content_type()
    name = _file_name(part)
    is_attached = _quietly(part.get_content_disposition, "") == "attachment"
    if kind in {"text/plain", "text/html"} and not is_attached and not name:
        _collect_text(part, kind, found)
    elif part.get_content_maintype() == "image" and not is_attached and not name:
        found.images_left_out += 1
    elif name or is_attached or kind not in {"text/calendar", "text/x-amp-html"}:
        content = _bytes_of(part)
        if content:
            found.attachments.append(Attachment(name or _name_by_kind(kind), content))


def _collect_text(part: EmailMessage, kind: str, found: _Found) -> None:
    """In the order they stand: beside each other and not instead of each other (RFC 2046, 5.1.3), all are said."""
    said = decoded(_bytes_of(part), str(_quietly(lambda: part.get_content_charset(""), "")))
    if kind == "text/html":
        text = text_of(said[: found.room.left])
        found.is_text_cut |= len(said) > found.room.left
        found.room.left -= min(len(said), found.room.left)
    else:
        text = _unfolded(part, said)
        found.has_plain |= bool(text.strip())
    if text.strip():
        found.texts.append(text)


def _unfolded(part: EmailMessage, text: str) -> str:
    """Lines that end with a space go on in the next (RFC 3676)."""
    if str(_quietly(lambda: part.get_param("format"), "")).lower() != "flowed":
        return text
    joins = str(_quietly(lambda: part.get_param("delsp"), "")).lower() == "yes"
    lines: list[str] = []
    goes_on = False
    for line in text.replace("\r\n", "\n").split("\n"):
        if goes_on:
            lines[-1] = (lines[-1][:-1] if joins else lines[-1]) + line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- "  # the line above a signature stands alone
    return "\n".join(lines)


def _bytes_of(part: EmailMessage) -> bytes:
    content = _quietly(lambda: part.get_payload(decode=True), b"")
    return content if isinstance(content, bytes) else b""


def _file_name(part: EmailMessage) -> str:
    return uploaded_name(mended(str(_quietly(part.get_filename, "") or "")))


def _name_by_kind(kind: str) -> str:
    return f"vedlegg{mimetypes.guess_extension(kind) or ''}"


def _as_attachment(message: EmailMessage) -> Attachment:
    name = uploaded_name(_subject(message))[:80] or "e-post"
    content = _quietly(lambda: message.as_bytes(policy=policy.default), b"") or _quietly(
        lambda: message.as_string().encode("utf-8", "replace"), b""
    )
    return Attachment(f"{name}.eml", content)


def _named_apart(attachments: list[Attachment]) -> tuple[Attachment, ...]:
    """No two of one name, and none that is empty: an e-mail inside could perhaps not be written out again."""
    taken: dict[str, int] = {}
    made = []
    for each in attachments:
        if not each.content:
            continue
        key = each.name.casefold()
        taken[key] = taken.get(key, 0) + 1
        stem, dot, ending = each.name.rpartition(".")
        again = f" ({taken[key]})" if taken[key] > 1 else ""
        made.append(Attachment(f"{stem}{again}.{ending}" if dot else f"{each.name}{again}", each.content))
    return tuple(made)


def _raw(message: EmailMessage, name: str) -> str:
    """As it stands in the file, on one line, with letters that were written straight in it made whole."""
    for key, value in message.raw_items():
        if key.lower() == name and len(str(value)) <= _LONGEST_HEADER:
            return " ".join(mended(str(value)).split())
    return ""


def _header(message: EmailMessage, name: str) -> Any:
    raw = _raw(message, name)
    return _quietly(lambda: policy.default.header_factory(name, raw), None) if raw else None


def _sender(message: EmailMessage) -> Sender:
    for name in ("from", "sender", "reply-to"):
        if found := _address(message, name):
            return found
    return Sender("", "")


def _address(message: EmailMessage, name: str) -> Sender | None:
    addresses = _quietly(lambda: _header(message, name).addresses, ())
    for each in addresses:
        told = Sender(*(tidied(str(part)) for part in (each.display_name, each.addr_spec)))
        if "@" in told.email:
            return Sender(told.name.strip("'\" ") or told.email, told.email.strip("<>"))
    shown, email = _quietly(lambda: parseaddr(_raw(message, name)), ("", ""))
    if "@" in email:
        return Sender(tidied(shown) or email, email)
    return Sender(tidied(shown or email), "") if shown or email else None


def _subject(message: EmailMessage) -> str:
    raw = _raw(message, "subject")
    return tidied(str(_header(message, "subject") or raw)).replace("\n", " ")[:300]


def _sent_at(message: EmailMessage) -> datetime | None:
    """When it was received, by the server nearest to us, which writes on top (RFC 5321, 4.4): what the sender says of
    the time may be anything. An e-mail that was never received, as one kept when sent, has only the sender's."""
    for raw in (_raw(message, "received").rpartition(";")[2].strip(), _raw(message, "date")):
        header = _quietly(lambda raw=raw: policy.default.header_factory("date", raw), None) if raw else None  # type: ignore[misc]
        moment = _quietly(lambda header=header: header.datetime, None)  # type: ignore[misc]
        if isinstance(moment, datetime) and moment.year in _YEARS:
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None


def _digest(message: EmailMessage, sender: Sender, text: str) -> str:
    """Its own name where it has one (RFC 5322, 3.6.4), else what it says."""
    named = _raw(message, "message-id").strip("<> ")
    told = named or "\n".join((sender.email.casefold(), _raw(message, "date"), _raw(message, "subject"), text))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


def _may_be_cut(message: EmailMessage) -> bool:
    ends = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)
    return any(isinstance(defect, ends) for part in _walked(message) for defect in part.defects)


def _walked(message: EmailMessage) -> Iterator[EmailMessage]:
    return cast(Iterator[EmailMessage], message.walk())


def _quietly(ask: Callable[[], Any], otherwise: Any) -> Any:
    try:
        return ask()
    except (*_BROKEN, RecursionError):
        return otherwise
