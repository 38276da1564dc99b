"""The red thread of Fjordvik: what stands under each goal, what hangs loose, and the way back."""

import io
import json
import zipfile

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plandugnad.core.models import AuditEvent
from plandugnad.redthread.models import Anchor, BudgetLine, CommunityGoal, Measure
from plandugnad.redthread.queries import read_here
from plandugnad.redthread.taking_out import ThreadPart, everything
from plandugnad.strategies.tidying.queries import read_tidying
from tests.cast import Cast
from tests.plans.builders import browser, make_plan
from tests.redthread.builders import a_goal, a_line, a_measure

pytestmark = pytest.mark.django_db
AT = "/kommuner/{}/rod-trad/"


def _at(cast: Cast) -> str:
    return AT.format(cast.fjordvik.number)


def test_a_municipality_without_goals_is_told_where_to_begin(cast: Cast) -> None:
    content = browser(cast.person("Ingrid")).get(_at(cast)).content.decode()
    assert "Legg inn det første målet" in content


def test_ingrid_writes_a_goal_a_measure_and_a_line_and_sees_them_together(cast: Cast) -> None:
    client, at = browser(cast.person("Ingrid")), _at(cast)
    assert client.post(f"{at}mal/ny/", {"name": "Trygg alderdom", "un_goals": "3, 11"}).status_code == 302
    goal = CommunityGoal.objects.get()
    assert goal.un_goals == [3, 11]
    sent: dict[str, object] = {"name": "Hverdagsrehabilitering", "status": "planned", "goals": [goal.id]}
    assert client.post(f"{at}tiltak/ny/", sent).status_code == 302
    measure, year = Measure.objects.get(), timezone.localdate().year
    sent = {"name": "To årsverk", "account": "254", "measure": measure.id, f"y{year}": "1640"}
    assert client.post(f"{at}budsjett/ny/", sent).status_code == 302
    content = client.get(at).content.decode()
    assert "1 av 1 mål har både tiltak og penger" in content
    for words in ("Trygg alderdom", "Hverdagsrehabilitering", "To årsverk", "640"):
        assert words in content
    assert "Ingenting henger løst" in client.get(f"{at}henger-lost/").content.decode()


def test_several_are_anchored_at_once_and_it_can_be_undone(cast: Cast) -> None:
    goal, plan = a_goal(cast.fjordvik), make_plan(cast.fjordvik, "Temaplan for demens", plan_type="theme_plan")
    measure, line = a_measure(cast.fjordvik), a_line(cast.fjordvik)
    client, at = browser(cast.person("Ingrid")), f"{_at(cast)}henger-lost/"
    ticked = [f"plan:{plan.id}", f"measure:{measure.id}", f"line:{line.id}"]
    content = client.get(at).content.decode()
    assert all(box in content for box in ticked)
    told = client.post(at, {"hva": ticked, "goal": goal.id}, follow=True).content.decode()
    assert "3 er forankret i «Trygg alderdom hjemme». 1 henger løst, mot 5 før." in told
    assert Anchor.objects.count() == 3
    batch = AuditEvent.objects.filter(verb="anchor_made").first().batch_id  # type: ignore[union-attr]
    client.post(f"{_at(cast)}angre/{batch}/")
    assert Anchor.objects.count() == 0
    assert read_here(cast.actor("Ingrid"), cast.fjordvik, timezone.localdate()).loose_count == 5


def test_what_somebody_has_changed_since_is_not_undone(cast: Cast) -> None:
    client, at = browser(cast.person("Ingrid")), _at(cast)
    client.post(f"{at}mal/ny/", {"name": "Levende bygder"})
    goal = CommunityGoal.objects.get()
    batch = AuditEvent.objects.get(verb="community_goal_made").batch_id
    client.post(f"{at}mal/{goal.id}/", {"name": "Levende grender", "seen": 1})
    told = client.post(f"{at}angre/{batch}/", follow=True).content.decode()
    assert "1 rad er endret siden" in told
    goal.refresh_from_db()
    assert (goal.name, goal.deleted_at) == ("Levende grender", None)


def test_a_goal_taken_out_goes_with_its_sub_goals_and_comes_back_with_them(cast: Cast) -> None:
    goal = a_goal(cast.fjordvik)
    a_goal(cast.fjordvik, "Ingen er ensomme", parent=goal)
    client, at = browser(cast.person("Ingrid")), _at(cast)
    client.post(f"{at}mal/{goal.id}/", {"do": "remove"})
    assert CommunityGoal.objects.kept().count() == 0
    client.post(f"{at}angre/{AuditEvent.objects.filter(verb='community_goal_removed')[0].batch_id}/")
    assert CommunityGoal.objects.kept().count() == 2


def test_two_who_write_the_same_are_shown_both_and_nothing_is_lost(cast: Cast) -> None:
    goal, client = a_goal(cast.fjordvik), browser(cast.person("Ingrid"))
    at = f"{_at(cast)}mal/{goal.id}/"
    client.post(at, {"name": "Trygghet hjemme", "seen": 1})
    late = client.post(at, {"name": "Gode år hjemme", "seen": 1})
    content = late.content.decode()
    assert late.status_code == 409
    assert "Trygghet hjemme" in content
    assert "Gode år hjemme" in content
    assert 'name="seen" value="2"' in content
    assert client.post(at, {"name": "Gode år hjemme", "seen": 2}).status_code == 302


def test_bad_input_is_told_in_words_and_kept(cast: Cast) -> None:
    client, at = browser(cast.person("Ingrid")), _at(cast)
    wrong = client.post(f"{at}mal/ny/", {"name": "Levende grender", "un_goals": "3, 18", "first_year": "2030"})
    assert wrong.status_code == 422
    assert "numrene 1 til 17" in wrong.content.decode()
    assert "Levende grender" in wrong.content.decode()
    late = client.post(f"{at}tiltak/ny/", {"name": "X", "status": "done", "first_year": "2030", "last_year": "2029"})
    assert "før året det begynner" in late.content.decode()
    nothing = client.post(f"{at}henger-lost/", {})
    assert "Kryss av det som skal forankres" in nothing.content.decode()
    assert client.post(f"{at}henger-lost/", {"hva": ["plan:tull"]}).status_code == 404


@pytest.mark.parametrize(
    ("who", "draft", "adopted", "writes"),
    [
        ("Ingrid", 200, 200, 302),
        ("Åse", 200, 200, 404),
        ("Marit", 404, 200, 404),
        ("Guri", 404, 200, 404),
        ("Nina", 404, 404, 404),
    ],
)
def test_who_sees_and_who_writes(cast: Cast, who: str, draft: int, adopted: int, writes: int) -> None:
    society = make_plan(cast.fjordvik, "Samfunnsdelen", plan_type="community_part", status="in_process")
    goal, client, at = a_goal(cast.fjordvik, plan=society), browser(cast.person(who)), _at(cast)
    assert client.get(at).status_code == draft
    assert client.post(f"{at}mal/{goal.id}/", {"name": "Nytt navn", "plan": society.id}).status_code == writes
    society.status = "adopted"
    society.save()
    assert client.get(at).status_code == adopted


def test_a_neighbour_sees_what_is_in_adopted_plans_and_neither_proposals_nor_how_it_goes(cast: Cast) -> None:
    society = make_plan(cast.fjordvik, "Samfunnsdelen", plan_type="community_part", status="adopted")
    draft = make_plan(cast.fjordvik, "Økonomiplan", plan_type="economy_plan", status="in_process")
    goal = a_goal(cast.fjordvik, plan=society)
    a_measure(cast.fjordvik, "Det vedtatte", goal, plan=society, follow_up="Går dårlig")
    a_measure(cast.fjordvik, "Bare en tanke", goal)
    a_line(cast.fjordvik, "Forslag til budsjett", goal, plan=draft)
    client = browser(cast.person("Marit"))
    content = client.get(_at(cast)).content.decode()
    assert "Det vedtatte" in content
    for hidden in ("Bare en tanke", "Forslag til budsjett", "Går dårlig"):
        assert hidden not in content
    assert client.get(f"{_at(cast)}henger-lost/").status_code == 404
    with zipfile.ZipFile(io.BytesIO(client.get(f"{_at(cast)}regneark/").content)) as book:
        words = book.read("xl/sharedStrings.xml").decode()
    assert "Forslag til budsjett" not in words
    assert "Det vedtatte" in words


def test_the_number_of_queries_does_not_grow_with_rows(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    actor, today = cast.actor("Ingrid"), timezone.localdate()
    for number in range(12):
        goal = a_goal(cast.fjordvik, f"Mål {number}")
        a_line(cast.fjordvik, f"Linje {number}", goal)
        a_measure(cast.fjordvik, f"Tiltak {number}", goal)
        make_plan(cast.fjordvik, f"Plan {number}")
    with django_assert_max_num_queries(6):
        read_here(actor, cast.fjordvik, today)


def test_the_page_of_a_plan_and_tidying_know_the_goal(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Temaplan for demens", plan_type="theme_plan", status="adopted")
    goal, client = a_goal(cast.fjordvik), browser(cast.person("Ingrid"))
    actor, today = cast.actor("Ingrid"), timezone.localdate()
    kinds = {finding.kind for finding in read_tidying(actor, cast.fjordvik, today).all_of(plan.id)}
    assert "no_anchor" in kinds
    assert "ikke forankret i noe mål" in client.get(f"/planer/{plan.id}/").content.decode()
    sent = client.post(f"{_at(cast)}planer/{plan.id}/", {"goals": [goal.id], "how": "Kapittel 3"})
    assert sent.status_code == 302
    assert "Trygg alderdom hjemme" in client.get(f"/planer/{plan.id}/").content.decode()
    kinds = {finding.kind for finding in read_tidying(actor, cast.fjordvik, today).all_of(plan.id)}
    assert not kinds & {"no_anchor", "no_goal"}


def test_those_elected_read_how_many_goals_are_followed_up(cast: Cast) -> None:
    goal = a_goal(cast.fjordvik)
    a_goal(cast.fjordvik, "Levende grender")
    a_line(cast.fjordvik, measure=a_measure(cast.fjordvik, goal=goal))
    client = browser(cast.person("Ingrid"))
    content = client.get(f"/kommuner/{cast.fjordvik.number}/folkevalgt/").content.decode()
    assert "1 av 2 mål har både tiltak og penger." in content


def test_everything_can_be_taken_out(cast: Cast) -> None:
    goal = a_goal(cast.fjordvik)
    a_line(cast.fjordvik, goal=goal)
    found = everything(cast.fjordvik.id)
    assert (len(found["goals"]), len(found["budget_lines"]), len(found["anchors"])) == (1, 1, 1)
    (file,) = ThreadPart().files(cast.fjordvik.id)
    assert file.path == "rod-trad.json"
    assert json.loads(json.dumps(found, default=str))["goals"][0]["name"] == goal.name
    assert BudgetLine.objects.count() == 1
