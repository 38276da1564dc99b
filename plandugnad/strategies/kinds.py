"""What a planning strategy decides of a plan, and what it rests on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plandugnad.plans.kinds import Decision


class Basis(models.TextChoices):
    """Why the plan is asked for: who has said that it must or should be made."""

    STATUTORY = "statutory", _("lovpålagt")
    EXPECTED = "expected", _("ventet etter føring fra stat eller region")
    POLITICAL = "political", _("politisk prioritert")
    PROFESSIONAL = "professional", _("faglig ønsket")


class Outcome(models.TextChoices):
    MUST_NOW = "must_now", _("må gjøres nå")
    IN_TERM = "in_term", _("bør gjøres i perioden")
    CAN_WAIT = "can_wait", _("kan vente")
    CONTINUE = "continue", _("videreføres som den er")
    MERGE = "merge", _("slås sammen med en annen")
    TOGETHER = "together", _("lages sammen med andre kommuner")
    REPEAL = "repeal", _("oppheves")
    NOT_A_PLAN = "not_a_plan", _("løses uten en plan")


class Lighter(models.TextChoices):
    """What may do instead of a plan."""

    MEMO = "memo", _("temanotat")
    GUIDELINE = "guideline", _("retningslinje")
    MEASURE = "measure", _("tiltak i økonomiplanen")
    SECTION = "section", _("kapittel i en plan dere har")
    NEIGHBOUR = "neighbour", _("bruke en nabokommunes plan eller kompetanse")


class PartChoice(models.TextChoices):
    """What the council decides of each part of the municipal master plan (pbl. § 10-1 third paragraph)."""

    CONTINUE = "continue", _("videreføres uten endringer")
    REVISE_PARTS = "revise_parts", _("deler av den revideres")
    REVISE = "revise", _("hele revideres")


# What gives planners work in the term.
MADE = (Decision.REVISE, Decision.NEW, Decision.MERGE)
