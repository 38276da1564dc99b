from typing import Any

from django.http import HttpRequest

from plandugnad.core import installation
from plandugnad.regions.actor import STRANGER


def page(request: HttpRequest) -> dict[str, Any]:
    """What the base page needs on every page."""
    return {
        "actor": getattr(request, "actor", STRANGER),
        "is_demo": installation.is_demo(),
    }
