from typing import TYPE_CHECKING, Any

from django.views.generic import FormView

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    class Page(FormView[Any]):
        """What a part of one of their views may lean on."""

        def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
        def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...
        def form_valid(self, form: Any) -> HttpResponse: ...
        def form_invalid(self, form: Any) -> HttpResponse: ...
        def passthrough_next_url(self, url: str) -> str: ...

    class LoginView(Page): ...

    class LogoutView(Page): ...

    class RequestLoginCodeView(Page): ...

    class ConfirmLoginCodeView(Page): ...

    class PasswordChangeView(Page): ...

    class PasswordSetView(Page): ...

    class PasswordResetView(Page): ...

    class PasswordResetFromKeyView(Page): ...

else:
    from allauth.account.views import (
        ConfirmLoginCodeView,
        LoginView,
        LogoutView,
        PasswordChangeView,
        PasswordResetFromKeyView,
        PasswordResetView,
        PasswordSetView,
        RequestLoginCodeView,
    )

    Page = object

__all__ = [
    "ConfirmLoginCodeView",
    "LoginView",
    "LogoutView",
    "Page",
    "PasswordChangeView",
    "PasswordResetFromKeyView",
    "PasswordResetView",
    "PasswordSetView",
    "RequestLoginCodeView",
]
