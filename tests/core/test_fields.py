import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.utils import IntegrityError

from plandugnad.core.fields import WhenField
from plandugnad.engines.tables.when import When
from plandugnad.plans.models import Plan
from tests.cast import Cast


@pytest.mark.parametrize("text", ["2019", "2019-06-12", "2024/2026"])
def test_a_date_comes_back_with_the_precision_it_was_given(cast: Cast, text: str) -> None:
    plan = Plan.objects.create(organisation=cast.fjordvik, name="Samfunnsdelen", adopted=When.parse(text))
    again = Plan.objects.get(pk=plan.pk)
    assert again.adopted is not None
    assert again.adopted.iso == text


def test_dates_sort_by_when_they_begin(cast: Cast) -> None:
    for text in ("2024/2026", "2019-06-12", "2019", "2030"):
        Plan.objects.create(organisation=cast.fjordvik, name=text, adopted=text)
    assert [plan.name for plan in Plan.objects.order_by("adopted")] == ["2019", "2019-06-12", "2024/2026", "2030"]


@pytest.mark.parametrize("text", ["vår 2019", "2019-02-30", "12.06.2019", "2026/2024", "20190", "2019/"])
def test_what_is_no_date_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValidationError, match="Skriv en dato"):
        WhenField().to_python(text)


def test_the_database_refuses_what_slips_past(cast: Cast) -> None:
    plan = Plan.objects.create(organisation=cast.fjordvik, name="Samfunnsdelen")
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(adopted="i fjor")
