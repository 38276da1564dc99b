"""What was found, in sentences, and what it is called for short."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from plandugnad.engines.tables.when import When
from plandugnad.engines.tidying import Finding, Kind
from plandugnad.plans.models import PlanHere
from plandugnad.plans.words.dates import written
from plandugnad.plans.words.names import in_sentence, status_name

Sentence = Callable[[Finding, PlanHere, Mapping[UUID, PlanHere]], str]
SHORT: dict[Kind, str | Promise] = {
    Kind.PERIOD_ENDED: gettext_lazy("Perioden er over"),
    Kind.PAST_REVISION: gettext_lazy("Skulle vært revidert"),
    Kind.OLDER_THAN_ACT: gettext_lazy("Eldre enn loven"),
    Kind.OVERLAP: gettext_lazy("Ligner på en annen"),
    Kind.SILENT: gettext_lazy("Ikke hørt fra"),
    Kind.NOBODY_OWNS: gettext_lazy("Ingen eier"),
    Kind.UNKNOWN_STATUS: gettext_lazy("Uten status"),
    Kind.UNKNOWN_ADOPTED: gettext_lazy("Uten vedtaksdato"),
    Kind.UNKNOWN_TYPE: gettext_lazy("Uten plantype"),
    Kind.PARENT_ENDED: gettext_lazy("Planen over gjelder ikke"),
    Kind.NO_ANCHOR: gettext_lazy("Uten forankring"),
    Kind.TEN_YEARS: gettext_lazy("Regulering over ti år"),
    Kind.NO_GOAL: gettext_lazy("Uten mål"),
}


def sentence(finding: Finding, plan: PlanHere, plans: Mapping[UUID, PlanHere]) -> str:
    return _SENTENCES[finding.kind](finding, plan, plans)


def _period_ended(finding: Finding, plan: PlanHere, _plans: Mapping[UUID, PlanHere]) -> str:
    said = _("Den gjaldt til %(when)s.") if plan.valid_until == finding.when else _("Planperioden %(when)s er over.")
    return said % {"when": _written(finding.when)}


def _past_revision(finding: Finding, _plan: PlanHere, _plans: Mapping[UUID, PlanHere]) -> str:
    when = finding.when
    is_day = when is not None and when.day is not None
    said = _("Skulle vært revidert innen %(when)s.") if is_day else _("Skulle vært revidert i %(when)s.")
    return " ".join([said % {"when": _written(when)}, _years_ago(finding.years)]).strip()


def _years_ago(years: int) -> str:
    if years == 0:
        return ""
    return ngettext("Det er over ett år siden.", "Det er over %(count)s år siden.", years) % {"count": years}


def _older_than_act(finding: Finding, _plan: PlanHere, _plans: Mapping[UUID, PlanHere]) -> str:
    act = finding.act
    assert act is not None
    since = _came(act.code, act.in_force)
    if finding.named_year:
        return _("Den viser til loven fra %(year)s. %(since)s") % {"year": finding.named_year, "since": since}
    when = finding.when
    said = _("Vedtatt %(when)s. %(since)s") if when and when.day else _("Vedtatt i %(when)s. %(since)s")
    return said % {"when": _written(when), "since": since}


def _came(code: str, in_force: When) -> str:
    return {
        "pbl": _("Plandelen av plan- og bygningsloven vi har nå, gjelder fra %(when)s."),
        "koml": _("Reglene om økonomiplan i kommuneloven vi har nå, gjelder fra %(when)s."),
        "folkehelse": _("Folkehelseloven kom i %(when)s."),
        "preparedness": _("Forskriften om kommunal beredskapsplikt kom %(when)s."),
    }[code] % {"when": written(in_force)}


def _overlap(finding: Finding, _plan: PlanHere, plans: Mapping[UUID, PlanHere]) -> str:
    other = in_sentence(plans[UUID(finding.other)].name)
    if not finding.reasons:
        return _("Den ligner på «%(plan)s».") % {"plan": other}
    return _("Den ligner på «%(plan)s»: %(reasons)s.") % {"plan": other, "reasons": ", ".join(finding.reasons)}


def _silent(finding: Finding, _plan: PlanHere, _plans: Mapping[UUID, PlanHere]) -> str:
    said = ngettext(
        "Ingen har fortalt hvordan det går på over ett år. Det siste vi vet, er fra %(when)s.",
        "Ingen har fortalt hvordan det går på over %(count)s år. Det siste vi vet, er fra %(when)s.",
        finding.years,
    )
    return said % {"count": finding.years, "when": _written(finding.when)}


def _parent_ended(finding: Finding, _plan: PlanHere, plans: Mapping[UUID, PlanHere]) -> str:
    other = plans[UUID(finding.other)]
    about = {"plan": in_sentence(other.name), "status": status_name(other.status).lower()}
    return _("Den er forankret i «%(plan)s», som er %(status)s.") % about


def _ten_years(finding: Finding, _plan: PlanHere, _plans: Mapping[UUID, PlanHere]) -> str:
    return _(
        "Det er over %(count)s år siden den ble vedtatt. Kom den fra et privat forslag, og er det noe som ikke er "
        "bygd? Da skal kommunen se til at planen er oppdatert før det gis byggetillatelse (pbl. § 12-4 femte ledd)."
    ) % {"count": finding.years}


def _mute(said: str | Promise) -> Sentence:
    return lambda _finding, _plan, _plans: str(said)


_SENTENCES: dict[Kind, Sentence] = {
    Kind.PERIOD_ENDED: _period_ended,
    Kind.PAST_REVISION: _past_revision,
    Kind.OLDER_THAN_ACT: _older_than_act,
    Kind.OVERLAP: _overlap,
    Kind.SILENT: _silent,
    Kind.NOBODY_OWNS: _mute(gettext_lazy("Ingen enhet eier den, og ingen er ansvarlig.")),
    Kind.UNKNOWN_STATUS: _mute(gettext_lazy("Vi vet ikke om den gjelder. Det står ingen status.")),
    Kind.UNKNOWN_ADOPTED: _mute(gettext_lazy("Vi vet ikke når den ble vedtatt.")),
    Kind.UNKNOWN_TYPE: _mute(gettext_lazy("Vi vet ikke hva slags plan det er.")),
    Kind.PARENT_ENDED: _parent_ended,
    Kind.NO_ANCHOR: _mute(gettext_lazy("Det står ikke hvilken plan den er forankret i.")),
    Kind.TEN_YEARS: _ten_years,
    Kind.NO_GOAL: _mute(gettext_lazy("Det står ikke hvilket mål i samfunnsdelen den følger opp.")),
}


def _written(when: When | None) -> str:
    return written(when) if when else ""


def plans_word(count: int) -> str:
    return ngettext("%(count)s plan", "%(count)s planer", count) % {"count": count}


def headline(total: int, to_look: int) -> str:
    if total == 0:
        return _("Ingen planer ennå.")
    if to_look == 0:
        return _("%(plans)s. Ingen av dem trenger at dere ser på dem nå.") % {"plans": plans_word(total)}
    return _("%(plans)s. %(look)s bør dere se på.") % {"plans": plans_word(total), "look": to_look}


def before_and_after(before: int, after: int) -> str:
    return _("%(before)s før, %(after)s etter det dere har valgt.") % {"before": plans_word(before), "after": after}
