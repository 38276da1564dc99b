from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# What was last done to the meetings of an arena, as it is kept beside them.
MADE, CHANGED, ENDED, TIED = "made", "changed", "ended", "tied"


class AgreementKind(models.TextChoices):
    """One for each worksheet that ends in something agreed."""

    PURPOSE = "purpose", _("formål og mål")
    STAKEHOLDERS = "stakeholders", _("aktørkart")
    RULES = "rules", _("spilleregler")
    PROCESS = "process", _("felles planprosess")
    ARENAS = "arenas", _("møtemodell")
    ROOMS = "rooms", _("digital struktur")


class GoalStatus(models.TextChoices):
    NOT_STARTED = "not_started", _("ikke begynt")
    ON_THE_WAY = "on_the_way", _("på vei")
    REACHED = "reached", _("nådd")
    GIVEN_UP = "given_up", _("gitt opp")


class RuleTheme(models.TextChoices):
    SHARING = "sharing", _("dele informasjon")
    FEEDBACK = "feedback", _("gi tilbakemelding")
    DISAGREEMENT = "disagreement", _("håndtere uenighet")
    PREPARATION = "preparation", _("forberedelser")
    DECISIONS = "decisions", _("beslutninger")
    ROLES = "roles", _("roller og ledelse av møter")
    CONFIDENTIALITY = "confidentiality", _("fortrolighet")
    OTHER = "other", pgettext_lazy("tema for spilleregel", "annet")


class StakeholderLevel(models.TextChoices):
    INTERNAL = "internal", _("i kommunene")
    REGIONAL = "regional", _("regionalt")
    STATE = "state", _("statlig")
    EXTERNAL = "external", _("utenfor forvaltningen")


class StakeholderRole(models.TextChoices):
    DECIDES = "decides", _("vedtar")
    CONSULTEE = "consultee", _("skal høres etter loven")
    CONTRIBUTES = "contributes", _("bidrar")
    AFFECTED = "affected", _("blir berørt")
    INFORMED = "informed", _("holdes orientert")


class Stage(models.TextChoices):
    """Where in the making of a plan: the columns of the common process, in their order."""

    BEFORE_INITIATIVE = "before_initiative", _("før planinitiativet")
    INITIATIVE = "initiative", _("planinitiativ")
    STARTUP_MEETING = "startup_meeting", _("oppstartsmøte")
    NOTICE = "notice", _("varsel om oppstart")
    PROGRAMME = "programme", _("planprogram")
    DRAFTING = "drafting", _("utarbeiding av planen")
    FIRST_TREATMENT = "first_treatment", _("førstegangsbehandling")
    CONSULTATION = "consultation", _("høring")
    REVISION = "revision", _("bearbeiding etter høring")
    ADOPTION = "adoption", _("vedtak av planen")
    ANNOUNCEMENT = "announcement", _("kunngjøring og klage")
    FOLLOW_UP = "follow_up", _("oppfølging av planen")
