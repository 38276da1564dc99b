"""What a proposed group is called until somebody names it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from plandugnad.consultations.alike import queries
from plandugnad.consultations.models import Consultation, Group, GroupState, Point
from tests.cast import Cast
from tests.consultations.builders import a_consultation
from tests.consultations.test_alike import (
    CABINS,
    CABINS_NN,
    decided_group,
    group_page,
    look,
    only_group,
    page,
    say,
)
from tests.processes.builders import at_screen

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation(cast: Cast) -> Consultation:
    return a_consultation(cast.fjordvik)


@pytest.fixture
def screen(cast: Cast) -> Client:
    return at_screen(cast, "Ingrid")


def test_a_group_without_a_common_word_is_called_by_how_its_most_typical_point_begins(
    screen: Client, consultation: Consultation
) -> None:
    say(consultation, CABINS, CABINS_NN)
    look(consultation)
    Group.objects.update(name="")
    group = only_group(consultation)
    typical = group.members.select_related("point").order_by("-likeness").first()
    assert typical
    called = f"«{' '.join(typical.point.quote.split()[:6])} …»"
    shown = screen.get(page(consultation)).content.decode(), screen.get(group_page(group)).content.decode()
    for one in shown:
        assert re.search(rf"<h[12][^>]*>(?:<a [^>]*>)?{re.escape(called)}<", one)
        assert "Uten navn" not in one
    group.refresh_from_db()
    assert group.name == ""  # what a private person has said is in no name that is kept


def test_what_is_erased_gives_no_name_and_then_there_is_none(screen: Client, consultation: Consultation) -> None:
    one, other = say(consultation, CABINS, CABINS_NN)
    look(consultation)
    group = only_group(consultation)
    Group.objects.update(name="")
    Point.objects.filter(pk=one.pk).update(quote="")
    assert queries.name_of(group := Group.objects.get(pk=group.pk)) == "«Me er imot hyttefeltet ved Storvatnet. …»"
    Point.objects.filter(pk=other.pk).update(quote="")
    assert queries.name_of(group) == "Uten navn"


def test_what_may_belong_in_a_nameless_group_is_told_by_the_words_of_that_group(
    screen: Client, consultation: Consultation
) -> None:
    points = say(consultation, CABINS, CABINS_NN)
    decided = decided_group(consultation, *points)
    [new] = say(consultation, CABINS + " Nei.", name="Ola Nes")
    look(consultation)
    Group.objects.update(name="")
    assert only_group(consultation).into_id == decided.pk
    assert "«Vi er mot hyttefeltet ved Storvatnet. …»" in screen.get(page(consultation)).content.decode()
    accept = reverse("alike_accept", args=[consultation.pk, only_group(consultation).pk])
    answer = screen.post(accept, {"seen": only_group(consultation).version}, follow=True).content.decode()
    assert "Punktene er lagt til i «Vi er mot hyttefeltet ved Storvatnet. …»." in answer
    assert new.memberships.get(group__state=GroupState.DECIDED).group_id == decided.pk
