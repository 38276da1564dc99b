"""Words of needs in pages and rows."""

from django import template
from django.utils.safestring import SafeString

from plandugnad.engines.needs import Fit, Fitted, Half, Judged
from plandugnad.strategies.needs import words
from plandugnad.strategies.needs.rows import Row, Weighed
from plandugnad.strategies.terms import HalfYear

register = template.Library()
register.filter("half_name", words.half_name)
register.filter("need_days", words.days_of)
register.filter("need_points", words.points_words)
register.filter("need_missing", words.missing_words)
register.filter("need_rule", words.rule_words)
register.filter("need_suggestion", words.suggestion_words)
register.filter("need_parts", words.parts_of)
register.filter("half_told", words.half_words)


@register.filter
def need_flags(row: Row) -> list[str]:
    return words.flag_words(row.judged, row.age)


@register.filter
def need_span(row: Row) -> str:
    return words.span(row.begins, row.ends)


@register.filter
def need_bar(judged: Judged) -> SafeString:
    """A small bar: what is sure filled, what it may come to beside it. The number stands in words after it."""
    if not judged.most:
        return SafeString("")
    low, high = (round(64 * value / judged.most, 1) for value in (judged.lowest, judged.highest))
    return SafeString(
        '<svg class="st-points" width="66" height="10" aria-hidden="true" focusable="false">'
        '<rect class="st-points__all" x="0.5" y="0.5" width="65" height="9" rx="2"/>'
        f'<rect class="st-points__may" x="1" y="1" width="{high}" height="8"/>'
        f'<rect class="st-points__sure" x="1" y="1" width="{low}" height="8"/></svg>'
    )


@register.filter
def need_outcome(row: Row) -> str:
    return row.outcome_words() or words.suggestion_words(row.judged)


@register.filter
def fit_of(weighed: Weighed, row: Row) -> Fit | None:
    return weighed.fitted.by_id.get(row.key)


@register.filter
def fit_told(fit: Fit, weighed: Weighed) -> str:
    return words.fit_words(fit, weighed.by_key)


@register.filter
def standing_told(fit: Fit) -> str:
    return str(words.STANDINGS[fit.standing])


@register.filter
def fitted_finding(fitted: Fitted) -> str:
    return words.finding(fitted, len(fitted.fits))


@register.filter
def fitted_term(fitted: Fitted) -> str:
    return words.term_words(fitted)


@register.filter
def half_of(half: Half) -> HalfYear:
    return HalfYear.numbered(half.number)
