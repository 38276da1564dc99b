from django.db.models import Count

from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation

_MOST = 100


def used_texts(organisation: Organisation, field: str) -> list[str]:
    """What the municipality already writes in a field, in the order of how often it does so. One query."""
    plans = Plan.objects.kept().of(organisation).exclude(**{field: ""})
    counted = plans.values_list(field).annotate(times=Count("id")).order_by("-times", field)
    return [text for text, _times in counted[:_MOST]]
