"""What the page of a plan says of its process."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plandugnad.plans.models import Plan
from plandugnad.plans.sections import Section, add_sections
from plandugnad.processes.access import process_abilities
from plandugnad.processes.casing import chain_of
from plandugnad.processes.models import Process
from plandugnad.processes.queries.now import now_of, whole_of
from plandugnad.regions.actor import Actor


class ProcessSection:
    flag = "has_process"

    def exists(self) -> Exists:
        return Exists(Process.objects.kept().filter(plan=OuterRef("pk")))

    def section(self, actor: Actor, plan: Plan) -> Section | None:
        abilities = process_abilities(actor, plan)
        if not abilities.can_see:
            return None
        process, heading = whole_of(plan) if getattr(plan, self.flag, True) else None, _("Prosessen")
        if process is not None:
            address = reverse("process", args=[process.id])
            if process.ended_on is not None:
                return Section(heading, _("Prosessen er avsluttet."), _("Se prosessen"), address)
            now = now_of(process, timezone.localdate())
            words = _("Nå: %(step)s") % {"step": now.title} if now else _("Alle stegene er gjort.")
            return Section(heading, words, _("Se prosessen"), address)
        if not abilities.can_write or chain_of(plan.plan_type) is None:
            return None
        words = _("Ikke begynt her. Vi regner ut hva loven krever, og når.")
        return Section(heading, words, _("Begynn prosessen"), reverse("plan_process", args=[plan.id]))


add_sections(ProcessSection())
