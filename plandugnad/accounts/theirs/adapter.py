from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.core.mail import EmailMessage
    from django.http import HttpRequest

    class DefaultAccountAdapter:
        error_messages: dict[str, Any]

        def __init__(self, request: HttpRequest | None = None) -> None: ...
        def render_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> EmailMessage: ...
        def generate_login_code(self) -> str: ...
        def get_client_ip(self, request: HttpRequest) -> str: ...
        def get_reset_password_from_key_url(self, key: str) -> str: ...
        def add_message(
            self, request: HttpRequest, level: int, message_template: str | None = None, *rest: Any, **about: Any
        ) -> None: ...

else:
    from allauth.account.adapter import DefaultAccountAdapter

__all__ = ["DefaultAccountAdapter"]
