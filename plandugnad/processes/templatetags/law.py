"""What the engine says, in the reader's own language."""

from collections.abc import Mapping, Sequence
from datetime import date

from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.archive.models import File
from plandugnad.engines.statute import Certainty, Conflict, Deadline, Kind, Length, Provision, Refused, Unit
from plandugnad.engines.statute.counting import Reason, Sayable
from plandugnad.engines.statute.provisions import Bound, Version
from plandugnad.engines.statute.texts import said_day, said_length
from plandugnad.plans.words.names import listed as names_listed
from plandugnad.processes import words
from plandugnad.processes.queries.process import Ahead
from plandugnad.processes.queries.rows import StepRow
from plandugnad.processes.step_links import StepLink

register = template.Library()


@register.filter
def said(text: Sayable | Reason | Conflict) -> str:
    return text.said(words.law_language())


@register.filter
def long_date(day: date) -> str:
    return words.written_date(day)


@register.filter
def why(deadline: Deadline) -> str:
    return deadline.why(words.law_language())


@register.filter
def refused(refusal: Refused) -> str:
    return refusal.sentence(words.law_language())


@register.filter
def demand(provision: Provision) -> str:
    """What the provision says now."""
    return provision.newest.says.said(words.law_language())


@register.filter
def cited(provision: Provision) -> str:
    return provision.cited.said(words.law_language())


@register.filter
def actor(code: str) -> str:
    return str(words.ACTORS.get(code, code))


@register.filter
def force(code: str) -> str:
    return str(words.FORCES[code])


@register.filter
def bound(deadline: Deadline) -> str:
    """'senest' for what is counted backwards from a meeting, though the rule is a minimum."""
    return str(words.KINDS["max" if deadline.backwards else deadline.kind])


@register.filter
def told_of(deadline: Deadline, row: StepRow) -> str:
    """A period to be heard has an end that may come at the earliest then; the step itself has begun before."""
    if deadline.kind is Kind.MIN and not deadline.backwards and row.law and row.law.is_consultation:
        return _("høringen kan tidligst slutte")
    return bound(deadline)


@register.filter
def about_day(one: Ahead) -> str:
    """What the day is of, where the name of the step does not say it."""
    if one.deadline is None:
        return _("siste dag for å uttale seg")
    if not one.is_right:
        return ""
    return (
        _("klagefristen går ut") if one.deadline.provision.id in words.APPEALS else _("siste dag for dem det gjelder")
    )


@register.filter
def state(code: str) -> str:
    return str(words.STATES[code])


@register.filter
def certainty(code: str) -> str:
    return str(words.CERTAINTIES[code])


@register.filter
def bound_and_length(version: Version) -> str:
    """'Minst 6 uker', 'Innen 31. desember'; nothing for a demand that has no length."""
    if version.fixed:
        return written_fixed(version)
    if not version.length:
        return ""
    if version.bound is Bound.EVERY and version.length == Length(1, Unit.YEARS):
        return str(capfirst(_("hvert år")))
    length = said_length(version.length, words.law_language())
    return str(capfirst(str(words.BOUNDS[version.bound]) % {"length": length}))


def written_fixed(version: Version) -> str:
    assert version.fixed
    month, day = version.fixed
    named = said_day(date(2000, month, day), words.law_language())
    day_and_month = named.partition(" ")[2].rpartition(" ")[0]
    when = _("Innen %(day)s i valgåret") if version.only_election_years else _("Innen %(day)s hvert år")
    return when % {"day": day_and_month}


@register.filter
def counting(version: Version) -> str:
    return str(words.COUNTINGS[version.counting])


@register.filter
def counting_certainty(version: Version) -> str:
    is_ours = version.counting_certainty in (Certainty.DEFAULT, Certainty.UNVERIFIED)
    return _("vår lesning") if is_ours else certainty(version.counting_certainty)


@register.filter
def doubt_name(code: str) -> str:
    return str(words.DOUBTS[code][0])


@register.filter
def doubt_about(code: str) -> str:
    return str(words.DOUBTS[code][1])


@register.filter
def short(conflict: Conflict) -> str:
    """What is wrong, without the arithmetic."""
    days = {"day": words.written_date(conflict.set_to), "proposal": words.written_date(conflict.proposal)}
    return str(words.CONFLICTS[conflict.kind]) % days


@register.filter
def mark_help(code: str) -> str:
    return str(words.MARK_HELP.get(code, ""))


@register.filter
def of(names: Mapping[str, str], code: str) -> str:
    return names.get(code, "")


@register.filter
def linked(links: Mapping[str, list[StepLink]] | None, code: str) -> list[StepLink]:
    return (links or {}).get(code, [])


@register.filter
def of_step(files: Mapping[str, list[File]] | None, code: str) -> list[File]:
    return (files or {}).get(code, [])


@register.filter
def listed(names: Sequence[str]) -> str:
    return names_listed(names)


@register.filter
def council(row: StepRow, municipality: str) -> str:
    """Whose deadline it is, in a joint plan."""
    return {str(id): name for id, name in row.owners.items()}.get(municipality, "")
