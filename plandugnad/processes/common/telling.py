"""What those who work in a collaboration are told of its common processes."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plandugnad.core.audit import By
from plandugnad.processes.common.models import CommonProcess
from plandugnad.projections.activity import tell
from plandugnad.projections.entries import About
from plandugnad.projections.words import add_verbs
from plandugnad.regions import keys

SOURCE = "processes.common"


def about(common: CommonProcess) -> About:
    place = common.collaboration
    address = reverse("common_process", args=[place.id, common.chain])
    return About(SOURCE, common.id, place.id, place.name, address)


def tell_of(by: By, verb: str, common: CommonProcess) -> None:
    tell(by, verb, [about(common)], [keys.workers_of(common.collaboration_id)])


add_verbs(
    SOURCE,
    {
        "common_made": _("%(who)s laget en fellesprosess i «%(what)s»"),
        "common_described": _("%(who)s skrev om en fellesprosess i «%(what)s»"),
        "common_step_added": _("%(who)s la et steg til en fellesprosess i «%(what)s»"),
        "common_step_changed": _("%(who)s endret et steg i en fellesprosess i «%(what)s»"),
        "common_step_removed": _("%(who)s tok et steg ut av en fellesprosess i «%(what)s»"),
        "common_undone": _("%(who)s angret noe i en fellesprosess i «%(what)s»"),
        "common_deleted": _("%(who)s slettet en fellesprosess i «%(what)s»"),
        "common_undeleted": _("%(who)s hentet tilbake en fellesprosess i «%(what)s»"),
    },
    is_found=False,
)
