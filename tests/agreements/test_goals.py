"""The goals of Ytre Fjord are followed up."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plandugnad.agreements.actions.goals import review_goal, undo_review
from plandugnad.agreements.actions.publishing import withdraw
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import Goal, GoalReview
from plandugnad.agreements.published import Goal as PublishedGoal
from plandugnad.agreements.queries.goals import find_goal, goals_on_front
from plandugnad.projections.models import CalendarEntry
from tests.agreements.builders import KARE, READ_BY_OTHERS, SAME_MAPS, a_goal, agree
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)
SEEN_ON = date(2026, 9, 1)


def page(cast: Cast, name: str, address: str, *more: object) -> str:
    client = Client()
    client.force_login(cast.person(name))
    answer = client.get(reverse(address, args=[cast.ytre_fjord.id, *more]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_goal_begins_where_it_was_adopted_and_moves_with_what_is_said(cast: Cast) -> None:
    goal = a_goal(cast.ytre_fjord)
    now = find_goal(cast.ytre_fjord, goal.pk, TODAY)
    assert now is not None
    assert (now.status, now.value, now.words) == ("not_started", "1 av 6", "ikke begynt")
    review_goal(KARE, goal, status="on_the_way", value="3 av 6", note="Tre er lest", reviewed_on=SEEN_ON)
    review_goal(KARE, goal, status="on_the_way", note="Ingen endring", reviewed_on=SEEN_ON - timedelta(days=60))
    now = find_goal(cast.ytre_fjord, goal.pk, TODAY)
    assert now is not None
    assert (now.status, now.value) == ("on_the_way", "3 av 6")
    assert now.review is not None
    assert now.review.by_name == "Kåre Eksempel"


def test_what_is_undone_lets_what_was_said_before_stand(cast: Cast) -> None:
    goal = a_goal(cast.ytre_fjord)
    review_goal(KARE, goal, status="on_the_way", reviewed_on=SEEN_ON)
    last = review_goal(KARE, goal, status="reached", reviewed_on=SEEN_ON)
    assert not CalendarEntry.objects.filter(source_id=goal.pk).exists()
    undo_review(KARE, last)
    undo_review(KARE, last)
    now = find_goal(cast.ytre_fjord, goal.pk, TODAY)
    assert now is not None
    assert now.status == "on_the_way"
    assert CalendarEntry.objects.filter(source_id=goal.pk).exists()
    assert GoalReview.objects.filter(goal=goal).count() == 2


def test_who_gives_up_a_goal_says_why(cast: Cast) -> None:
    goal = a_goal(cast.ytre_fjord)
    with pytest.raises(ValidationError, match="hvorfor"):
        review_goal(KARE, goal, status="given_up", note="  ", reviewed_on=SEEN_ON)
    assert review_goal(KARE, goal, status="given_up", note="Ingen hadde tid", reviewed_on=SEEN_ON).note


def test_a_goal_that_is_gone_cannot_be_followed_up(cast: Cast) -> None:
    goal = a_goal(cast.ytre_fjord)
    agree(cast.ytre_fjord, AgreementKind.PURPOSE, SAME_MAPS)
    with pytest.raises(ValidationError, match="gjelder ikke lenger"):
        review_goal(KARE, goal, status="reached", reviewed_on=SEEN_ON)
    still = Goal.objects.get(item=SAME_MAPS.item)
    withdraw(KARE, still.agreement)
    with pytest.raises(ValidationError, match="gjelder ikke lenger"):
        review_goal(KARE, still, status="reached", reviewed_on=SEEN_ON)


def test_the_front_page_shows_them_with_words_and_who_has_them(cast: Cast) -> None:
    goal = a_goal(cast.ytre_fjord)
    review_goal(KARE, goal, status="on_the_way", reviewed_on=SEEN_ON)
    found = page(cast, "Ingrid", "collaboration")
    for words in ("Felles mål", "0 av 2 mål er nådd, og 1 er på vei.", goal.text, "På vei", "Planlederforum", "2028"):
        assert words in found
    assert "Felles mål" not in page(cast, "Lars", "collaboration")


def test_without_goals_the_pages_say_where_they_come_from(cast: Cast) -> None:
    assert "Ingen mål ennå" in page(cast, "Ingrid", "collaboration")
    assert "Vårt formål" in page(cast, "Ingrid", "agreed_goals")
    assert goals_on_front(cast.ytre_fjord.id, TODAY).count == 0


def test_tore_follows_up_at_his_screen_and_takes_it_back(cast: Cast) -> None:
    goal = a_goal(cast.ytre_fjord)
    address = reverse("agreed_goal", args=[cast.ytre_fjord.id, goal.pk])
    client = Client()
    client.force_login(cast.person("Tore"))
    token = client.get(address).context["form"]["token"].value()
    said = {"token": token, "status": "given_up", "value": "2 av 6", "note": "", "reviewed_on": "01.09.2026"}
    refused = client.post(address, said)
    assert refused.status_code == 422
    assert "Skriv hvorfor dere gir opp målet" in refused.content.decode()
    tomorrow = (timezone.localdate() + timedelta(days=1)).strftime("%d.%m.%Y")
    early = client.post(address, said | {"status": "reached", "reviewed_on": tomorrow})
    assert "Dagen er ikke kommet ennå" in early.content.decode()
    for _twice in range(2):
        answer = client.post(address, said | {"note": "Vi gjør det på en annen måte"}, follow=True)
    assert "Gitt opp" in answer.content.decode()
    review = GoalReview.objects.get(goal=goal)
    assert (review.by_name, review.value, review.reviewed_on) == ("Tore Eksempel", "2 av 6", SEEN_ON)
    undone = client.post(reverse("goal_review_undo", args=[cast.ytre_fjord.id, goal.pk, review.pk]), follow=True)
    assert "angret" in undone.content.decode()


def test_a_goal_that_was_taken_out_can_be_read_and_not_followed_up(cast: Cast) -> None:
    goal = a_goal(cast.ytre_fjord)
    agree(cast.ytre_fjord, AgreementKind.PURPOSE, SAME_MAPS)
    assert "tatt ut i en senere utgave" in page(cast, "Ingrid", "agreed_goal", goal.pk)
    client = Client()
    client.force_login(cast.person("Ingrid"))
    assert client.post(reverse("agreed_goal", args=[cast.ytre_fjord.id, goal.pk])).status_code == 404


def test_many_goals_and_reviews_take_no_more_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    goal = a_goal(cast.ytre_fjord)
    client = Client()
    client.force_login(cast.person("Ingrid"))
    address = reverse("agreed_goals", args=[cast.ytre_fjord.id])
    client.get(address)
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    rows = [PublishedGoal(item=f"goal-{number:04}", text=f"Mål {number}") for number in range(30)]
    agree(cast.ytre_fjord, AgreementKind.PURPOSE, READ_BY_OTHERS, *rows[2:])
    for number in range(10):
        review_goal(KARE, goal, status="on_the_way", note=f"Gang {number}", reviewed_on=SEEN_ON)
    with django_assert_max_num_queries(len(few)):
        assert "Gang 9" in client.get(address).content.decode()


def test_where_nothing_is_agreed_the_pages_lead_to_the_worksheets(cast: Cast) -> None:
    address = reverse("worksheets", args=[cast.ytre_fjord.id])
    for page_name in ("agreed", "agreed_goals", "agreed_rules", "agreed_stakeholders", "agreed_arenas"):
        assert f'class="ds-button" data-variant="primary" href="{address}#ark-' in page(cast, "Ingrid", page_name), (
            page_name
        )
