"""Drawing of a plan's outline, and the few words that go with it."""

from typing import Any
from urllib.parse import urlsplit

from django import template

from plandugnad.plans.extent.outline import HEIGHT, MARGIN, WIDTH, Outline
from plandugnad.plans.models import Plan, PlanDocument
from plandugnad.plans.words.extent import in_daa, in_hectares, in_km2, outline_in_words

register = template.Library()


@register.inclusion_tag("plans/parts/outline.svg")
def draw_outline(outline: Outline, plan: Plan) -> dict[str, Any]:
    bar_left = f"{MARGIN:.0f}"
    bar_right = f"{MARGIN + float(outline.scale_bar.length):.1f}"
    return {
        "outline": outline,
        "words": outline_in_words(outline),
        "name": plan.name,
        "element": f"omriss-{plan.pk}",
        "width": f"{WIDTH:.0f}",
        "height": f"{HEIGHT:.0f}",
        "bar_left": bar_left,
        "bar_right": bar_right,
    }


@register.inclusion_tag("plans/parts/outline_words.html")
def outline_words(outline: Outline) -> dict[str, Any]:
    return {"daa": in_daa(outline), "hectares": in_hectares(outline), "km2": in_km2(outline)}


@register.simple_tag
def document_host(document: PlanDocument) -> str:
    return urlsplit(document.address).hostname or ""
