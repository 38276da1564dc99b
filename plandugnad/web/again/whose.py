"""For whom a page was made, and who is signed in as something is sent from it.

The page says it in a word of its own, and a script sends that along, as a header or a cookie that is gone in a moment.
Without scripts the token against forgery says it well enough: it is a new one each time somebody signs in.
"""

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from plandugnad.accounts.models import Person

COOKIE, HEADER = "made-for", "X-Made-For"
NOT_KNOWN = "-"
_SALT = "plandugnad.web.again"


def word_of(person: object) -> str:
    """Tells nobody who she is."""
    return salted_hmac(_SALT, str(person.pk)).hexdigest()[:16] if isinstance(person, Person) else ""


def made_for(request: HttpRequest) -> str:
    return request.headers.get(HEADER, "") or request.COOKIES.get(COOKIE, "")


def is_made_for_another(request: HttpRequest) -> bool:
    word = made_for(request)
    return bool(word) and not constant_time_compare(word, word_of(request.user))
