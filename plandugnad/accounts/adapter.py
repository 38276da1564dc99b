from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False  # accounts are made by opening an invitation

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        return None  # people are known by their e-mail address alone
