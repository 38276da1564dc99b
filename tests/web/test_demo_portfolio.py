"""The invented plans have names one can tell apart, in every municipality and on any day."""

from collections import Counter
from datetime import date

import pytest

from plandugnad.regions.models import Organisation
from plandugnad.web.demo.portfolio import draw_up
from plandugnad.web.demo.region import PLACES, Place


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 11, 21), date(2031, 12, 31)])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_no_two_plans_of_a_municipality_have_the_same_name(place: Place, today: date) -> None:
    organisation = Organisation(name=place.name, number=place.number, written_standard=place.written_standard)
    names = Counter(plan.name for plan in draw_up(organisation, place, today))
    assert names.total() == place.plans
    assert [name for name, count in names.items() if count > 1] == []
