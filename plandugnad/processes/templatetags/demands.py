"""Words for the page that sums what the law demands in a year."""

from datetime import date

from django import template
from django.forms.boundfield import BoundField
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.processes.demands.estimates import Days
from plandugnad.processes.demands.forms import EffortsForm
from plandugnad.processes.demands.queries import Demand, DemandPage
from plandugnad.processes.words import written_date

register = template.Library()


@register.filter
def pair_of(form: EffortsForm, key: str) -> tuple[BoundField, BoundField]:
    return form.fields_by_key[key]


@register.filter
def whole(days: float) -> str:
    return str(number_format(round(days), use_l10n=True, force_grouping=True))


@register.filter
def working_days(days: Days) -> str:
    """The sum, never more exact than it is."""
    if round(days.low) == round(days.high):
        return ngettext("%(days)s dagsverk", "%(days)s dagsverk", round(days.typical)) % {"days": whole(days.typical)}
    return _("Omtrent %(typical)s dagsverk, mellom %(low)s og %(high)s") % {
        "typical": whole(days.typical), "low": whole(days.low), "high": whole(days.high),
    }  # fmt: skip


@register.filter
def years_of_work(years: float) -> str:
    return _("%(years)s årsverk à 220 dagsverk") % {"years": number_format(round(years, 1), 1, use_l10n=True)}


@register.filter
def where_days_come_from(page: DemandPage) -> str:
    """Which figures are anybody's own, so that an example is never taken for a fact."""
    said = []
    if page.example_count:
        said.append(
            ngettext(
                "%(count)s av tallene er en eksempelverdi.",
                "%(count)s av tallene er eksempelverdier.",
                page.example_count,
            )
            % {"count": page.example_count}
        )
        said.append(
            _("Ingen har publisert hvor mange dagsverk planer tar. Skriv deres egne tall, så regner vi med dem.")
        )
    if page.own_count:
        said.append(
            ngettext("%(count)s er deres eget.", "%(count)s er deres egne.", page.own_count) % {"count": page.own_count}
        )
    if page.unknown_count:
        said.append(
            ngettext("%(count)s krav er ikke tallfestet.", "%(count)s krav er ikke tallfestet.", page.unknown_count)
            % {"count": page.unknown_count}
        )
    return " ".join(said)


@register.filter
def days_told(demand: Demand) -> str:
    """How many deadlines, and the first of them."""
    first = min(demand.days, key=lambda one: one.day)
    words = ngettext("%(count)s frist: %(day)s.", "%(count)s frister, den første %(day)s.", len(demand.days))
    return words % {"count": len(demand.days), "day": written_date(first.day)}


@register.filter
def month_and_year(first: date) -> str:
    return capfirst(date_format(first, "F Y"))
