"""The dates of a plan in words, beside its bar."""

from django.utils.translation import gettext, ngettext

from plandugnad.plans.due import Due
from plandugnad.plans.timeline.bars import Bar
from plandugnad.plans.timeline.groups import TimelineGroup
from plandugnad.plans.words.dates import written
from plandugnad.plans.words.names import status_name


def bar_words(bar: Bar) -> str:
    """'Vedtatt 2019, skal revideres 2027', all that the bar shows."""
    plan, said = bar.plan, []
    if plan.adopted:
        said.append(gettext("vedtatt %(when)s") % {"when": written(plan.adopted)})
    elif plan.period:
        said.append(gettext("planperiode %(when)s") % {"when": written(plan.period)})
    if plan.revision_due:
        pattern = (
            gettext("skulle vært revidert %(when)s") if bar.due is Due.OVERDUE else gettext("skal revideres %(when)s")
        )
        said.append(pattern % {"when": written(plan.revision_due)})
    if plan.valid_until:
        said.append(gettext("gjelder til %(when)s") % {"when": written(plan.valid_until)})
    elif plan.adopted and plan.period and not plan.revision_due:
        said.append(gettext("planperiode %(when)s") % {"when": written(plan.period)})
    words = ", ".join(said) or gettext("ingen datoer")
    return words[:1].upper() + words[1:]


def bar_status(bar: Bar) -> str:
    return status_name(bar.plan.status)


def group_words(group: TimelineGroup) -> str:
    """'312 planer, 40 over fristen, 12 uten dato for revisjon'."""
    said = [ngettext("%(number)s plan", "%(number)s planer", group.number) % {"number": group.number}]
    if group.overdue:
        said.append(gettext("%(number)s over fristen") % {"number": group.overdue})
    if group.without_due:
        said.append(gettext("%(number)s uten dato for revisjon") % {"number": group.without_due})
    return ", ".join(said)
