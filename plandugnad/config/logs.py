"""Log lines as JSON, one object a line, for a collector: `PLANDUGNAD_LOG_FORMAT=json`. Without personal data."""

import json
import logging
import re
from datetime import UTC, datetime
from http import HTTPStatus

_EMAIL = re.compile(r"[^\s@<>()«»\"'=,:;]+@[^\s@<>()«»\"'=,:;]+\.\w+")
# PostgreSQL repeats the values of the row that broke a rule.
_VALUES = re.compile(r"^(DETAIL|CONTEXT):.*$", re.MULTILINE)
_FROM_REQUESTS = ("django.request", "django.security", "django.server")


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
