"""What is shown instead of a sheet where there is no line: a page with nothing about anybody, and what keeps it."""

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from plandugnad.accounts.http import before_second_step
from plandugnad.regions.http import not_found_unless, open_to_all
from plandugnad.worksheets.store import spoken

# No other page fetches these addresses, so the worker answers for no other page.
_OWN = "?uten-nett"


@before_second_step
@require_safe
@open_to_all
def worker(request: HttpRequest) -> HttpResponse:
    """Its own words are new when the page is, or its parts are: that is how a browser sees that it is to be renewed."""
    language = spoken(get_language() or "nb")
    version = hashlib.sha256(_page(language).encode()).hexdigest()[:16]
    keeps = [f"{reverse('sheet_away', args=[language])}?{version}", *_parts().values()]
    about = json.dumps({"version": version, "keeps": keeps})
    script = json.dumps(static("web/sheet-worker.js"))
    return HttpResponse(f"self.AWAY = {about};\nimportScripts({script});\n", content_type="text/javascript")


@before_second_step
@require_safe
@open_to_all
def page(request: HttpRequest, language: str) -> HttpResponse:
    not_found_unless(language in dict(settings.LANGUAGES))
    return HttpResponse(_page(language))


def _page(language: str) -> str:
    with translation.override(language):
        return render_to_string("worksheets/away.html", _parts())


def _parts() -> dict[str, str]:
    return {
        name: static(file) + _OWN for name, file in (("style", "web/plandugnad.css"), ("script", "web/sheet-away.js"))
    }
