"""How much one request may carry, whichever door it enters by."""

from django.conf import settings

from plandugnad.archive.limits import UPLOAD_ADDRESS, UPLOAD_LIMIT_BYTES
from plandugnad.consultations.incoming.limits import MAIL_ADDRESS
from plandugnad.consultations.limits import FORM_ADDRESS, SENT_AT_MOST_BYTES
from plandugnad.worksheets.limits import CHANGES_ADDRESS, CHANGES_AT_MOST_BYTES

# A little above the limit of one file: the form around it, and so that the page itself can say what was too large.
_AROUND_BYTES = 1024**2


def limits() -> tuple[int, dict[str, int]]:
    """For most addresses, and for those that have one of their own."""
    large = UPLOAD_LIMIT_BYTES + _AROUND_BYTES
    others = {UPLOAD_ADDRESS: large, MAIL_ADDRESS: large, FORM_ADDRESS: SENT_AT_MOST_BYTES}
    others[CHANGES_ADDRESS] = CHANGES_AT_MOST_BYTES
    return settings.UPLOAD_LIMIT_BYTES + _AROUND_BYTES, others
