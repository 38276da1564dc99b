"""Tokens, and programs that call with them."""

import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.api.actions import make_token
from plandugnad.api.models import TokenScope
from plandugnad.core.audit import By

EVERYTHING = tuple(TokenScope.values)


def make_secret(
    person: Person, scopes: Iterable[str] = EVERYTHING, name: str = "Sak og arkiv", *, has_two_steps: bool = False
) -> str:
    until = timezone.now() + timedelta(days=30)
    return make_token(By(person.id, str(person)), person, name, scopes, until, has_two_steps=has_two_steps)[1]


def confirmed(person: Person, **record: Any) -> Client:
    """A browser in which she has just shown who she is, by her password or as said."""
    client = Client()
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()} | record]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client


class Program:
    """Calls the API as another system does: without cookies, with a token or without."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.secret = secret

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret:
            given["Authorization"] = f"Bearer {self.secret}"
        sent = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self.client, method)(f"/api/v1/{path}", headers=given, **sent)

    def get(self, path: str, **headers: str) -> Any:
        return self.call("get", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.call("post", path, {} if body is None else body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.call("patch", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self.call("delete", path, **headers)
