"""What `plandugnad manage check` says of modules in the installation's own folder."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from plandugnad.learning.library import library


@register()
def modules_can_be_read(app_configs: Any, **about: Any) -> list[CheckMessage]:
    return [
        Warning(said, hint="Modulen er utelatt til den er rettet og tjenesten startet på nytt.", id="learning.W001")
        for said in library().wrong
    ]
