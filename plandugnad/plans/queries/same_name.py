from plandugnad.core.norwegian import sort_key
from plandugnad.plans.models import Plan
from plandugnad.regions.models import Organisation

_MOST = 5


def plans_called(organisation: Organisation, name: str) -> list[Plan]:
    """Plans with the same name when case, accents and punctuation do not count."""
    key = sort_key(name)[:440]
    return list(Plan.objects.kept().of(organisation).filter(sort_key=key).in_norwegian_order()[:_MOST]) if key else []
