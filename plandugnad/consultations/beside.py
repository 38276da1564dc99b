"""What the page of a process has at the steps in which something is put out: their consultations."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from plandugnad.consultations.models import Consultation
from plandugnad.engines.statute import chains
from plandugnad.processes.access import ProcessAbilities
from plandugnad.processes.models import Process
from plandugnad.processes.step_links import StepLink, add_step_links

_ICON = "people"


class ConsultationLinks:
    def links(self, process: Process, abilities: ProcessAbilities) -> Mapping[str, Sequence[StepLink]]:
        found: defaultdict[str, list[StepLink]] = defaultdict(list)
        if abilities.can_see_all:
            for one in Consultation.objects.kept().filter(process=process).order_by("round"):
                found[one.code].append(StepLink(_label(one), reverse("consultation", args=[one.id]), _ICON))
        if abilities.can_write and process.ended_on is None:
            for step in chains()[process.chain].steps:
                if step.is_consultation and step.id not in found:
                    address = reverse("consultation_make", args=[process.id, step.id])
                    found[step.id].append(StepLink(_("Høring og uttalelser"), address, _ICON, is_there=False))
        return found


def _label(consultation: Consultation) -> str:
    if consultation.round == 1:
        return _("Høring og uttalelser")
    return _("Høring og uttalelser, runde %(round)d") % {"round": consultation.round}


add_step_links(ConsultationLinks())
