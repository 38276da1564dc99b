from django.core.exceptions import ValidationError

from plandugnad.core.audit import By
from plandugnad.regions import actions
from plandugnad.regions.models import Membership


def end_or_say_why_not(by: By, membership: Membership) -> str:
    """The sentence that says why it could not be ended; nothing when it was."""
    try:
        actions.end_membership(by, membership)
    except ValidationError as refused:
        return refused.messages[0]
    return ""
