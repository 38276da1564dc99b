"""Sessions in the database, each with whose it is, so that she can see and end them. `SESSION_ENGINE` names this."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from plandugnad.accounts.models import Session

DEVICE, SIGNED_IN_AT, SEEN_AT = "device", "signed_in_at", "seen_at"


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]
        row.person_id = data.get(SESSION_KEY)
        row.device = data.get(DEVICE, "")
        row.signed_in_at, row.seen_at = _moment(data.get(SIGNED_IN_AT)), _moment(data.get(SEEN_AT))
        return row


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
