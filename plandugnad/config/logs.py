"""Log lines without personal data: for people, or as JSON, one object a line, for a collector (docs/drift.md)."""

import json
import logging
import re
from datetime import UTC, datetime
from http import HTTPStatus

_EMAIL = re.compile(r"[^\s@<>()«»\"'=,:;]+@[^\s@<>()«»\"'=,:;]+\.\w+")
# PostgreSQL repeats the values of the row that broke a rule.
_VALUES = re.compile(r"^(DETAIL|CONTEXT):.*$", re.MULTILINE)
_FROM_REQUESTS = ("django.request", "django.security", "django.server")


class PlainLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {_message(record)}"
        if record.exc_info:
            line += "\n" + without_people(self.formatException(record.exc_info))
        return line


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        said = getattr(record, "said", None)
        if said is None:
            line["message"] = _message(record)
        else:
            line |= said
        if record.exc_info:
            line["trace"] = without_people(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


def _message(record: logging.LogRecord) -> str:
    """Of a request no more than how it ended: its address, host and method are what a stranger chose to write."""
    if record.name.startswith(_FROM_REQUESTS):
        status = getattr(record, "status_code", None)
        return HTTPStatus(status).phrase if status in set(HTTPStatus) else "Refused"
    return without_people(record.getMessage())


def without_people(text: str) -> str:
    return _EMAIL.sub("…@…", _VALUES.sub(r"\1: …", text))
