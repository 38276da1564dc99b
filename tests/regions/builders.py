from plandugnad.core.audit import SYSTEM
from plandugnad.regions.actions import Place, invite
from plandugnad.regions.models import Invitation, Role


def make_invitation(
    place: Place, role: str, email: str = "kari@eksempel.no", name: str = "Kari"
) -> tuple[Invitation, str]:
    """An invitation and the path of its page."""
    invitation, link = invite(SYSTEM, place, Role.objects.get(code=role), email, name)
    return invitation, "/" + link.split("/", 3)[3]
