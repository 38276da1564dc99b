from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from plandugnad.accounts.models import Person

    class Login:
        def __init__(self, user: Person, redirect_url: str | None = None) -> None: ...

    def perform_login(request: HttpRequest, login: Login) -> HttpResponse: ...
    def record_authentication(request: HttpRequest, user: Person, method: str, **about: Any) -> None: ...
    def get_authentication_records(request: HttpRequest, user: Person) -> list[dict[str, Any]]: ...

else:
    from allauth.account.internal.flows.login import (
        get_authentication_records,
        perform_login,
        record_authentication,
    )
    from allauth.account.models import Login

__all__ = ["Login", "get_authentication_records", "perform_login", "record_authentication"]
