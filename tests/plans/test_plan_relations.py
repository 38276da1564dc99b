"""Links between plans, and sharing a plan."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from plandugnad.plans import actions
from plandugnad.plans.kinds import LinkKind
from plandugnad.plans.models import Plan, PlanLink, PlanShare
from plandugnad.plans.queries.links import links_of
from tests.cast import Cast
from tests.plans.builders import INGRID, browser, fresh, make_plan


def link(client: Client, plan: Plan, kind: str, other: Plan, q: str = "") -> int:
    return client.post(
        reverse("plan_links", args=[plan.pk]), {"kind": kind, "other": str(other.pk), "q": q}
    ).status_code


@pytest.mark.parametrize(
    ("kind", "from_here", "from_there"),
    [
        ("replaces", "erstatter", "er erstattet av"),
        ("elaborates", "utdyper", "er utdypet i"),
        ("conflicts", "er i strid med", "er i strid med"),
        ("knowledge_for", "er kunnskapsgrunnlag for", "bygger på"),
    ],
)
def test_a_link_is_seen_from_both_sides(cast: Cast, kind: str, from_here: str, from_there: str) -> None:
    one, other = make_plan(cast.fjordvik, "En"), make_plan(cast.fjordvik, "To")
    actor = cast.actor("Ingrid")
    assert link(browser(cast.person("Ingrid")), one, kind, other) == 302
    assert [(row.relation, row.other_name) for row in links_of(actor, one)] == [(from_here, "To")]
    assert [(row.relation, row.other_name) for row in links_of(actor, other)] == [(from_there, "En")]


def test_only_plans_one_may_see_are_offered_and_taken(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    seen = make_plan(cast.lyngmo, "Lyngmos vedtatte kystplan", status="adopted")
    draft = make_plan(cast.lyngmo, "Lyngmos kystplan under arbeid", status="in_process")
    client = browser(cast.person("Ingrid"))
    content = client.get(reverse("plan_links", args=[plan.pk]), {"q": "kystplan"}).content.decode()
    assert re.search(r"<bdi>Lyngmos vedtatte kystplan</bdi> <span[^>]*>Vedtatt · Lyngmo</span>", content)
    assert "under arbeid" not in content
    assert link(client, plan, "elaborates", seen) == 302
    assert link(client, plan, "elaborates", draft) == 422
    assert PlanLink.objects.count() == 1


def test_a_link_to_a_plan_one_may_no_longer_see_is_not_shown(cast: Cast) -> None:
    plan, theirs = make_plan(cast.fjordvik), make_plan(cast.lyngmo, "Lyngmos plan", status="adopted")
    actions.link_plans(INGRID, plan, LinkKind.CONFLICTS, theirs)
    assert len(links_of(cast.actor("Ingrid"), plan)) == 1
    assert links_of(cast.actor("Åse"), plan) == []
    actions.delete_plan(INGRID, theirs)
    assert links_of(cast.actor("Ingrid"), plan) == []


@pytest.mark.parametrize(
    ("q", "count"), [("friluft", 1), ("FRILUFTSLIV temaplan", 1), ("\x00", 1), ("finnes ikke", 0), ("%", 1)]
)
def test_plans_are_found_by_any_part_of_their_names(cast: Cast, q: str, count: int) -> None:
    plan = make_plan(cast.fjordvik, "Arealdel")
    make_plan(cast.fjordvik)
    content = browser(cast.person("Ingrid")).get(reverse("plan_links", args=[plan.pk]), {"q": q}).content.decode()
    assert content.count('name="other"') == count


def test_what_is_likely_meant_comes_first_with_status_and_year(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Temaplan for friluftsliv 2024–2028", plan_type="theme_plan")
    make_plan(cast.fjordvik, "Arealdel", plan_type="land_use_part", status="adopted", adopted="2014")
    make_plan(cast.fjordvik, "Friluftslivsplan", plan_type="theme_plan", status="in_process")
    make_plan(cast.fjordvik, "Plan for friluftsliv", plan_type="theme_plan", status="replaced", adopted="2016-05-02")
    address, asked = reverse("plan_links", args=[plan.pk]), browser(cast.person("Ingrid"))
    content = asked.get(address).content.decode()
    assert re.findall(r"<bdi>([^<]+)</bdi> <span[^>]*>([^<]+)<", content) == [
        ("Plan for friluftsliv", "Temaplan · Erstattet, vedtatt 2016"),
        ("Friluftslivsplan", "Temaplan · Under arbeid"),
        ("Arealdel", "Kommuneplanens arealdel · Vedtatt 2014"),
    ]
    assert "Handler om det samme" in content


def test_a_plan_is_not_linked_to_itself_nor_twice_the_same_way(cast: Cast) -> None:
    one, other = make_plan(cast.fjordvik, "En"), make_plan(cast.fjordvik, "To")
    client = browser(cast.person("Ingrid"))
    assert link(client, one, "elaborates", one) == 422
    assert [link(client, one, "elaborates", other) for _ in range(2)] == [302, 302]
    assert PlanLink.objects.count() == 1


def test_when_one_replaces_another_setting_its_status_is_offered_until_it_is_done(cast: Cast) -> None:
    new, old = make_plan(cast.fjordvik, "Ny", status="adopted"), make_plan(cast.fjordvik, "Gammel", status="adopted")
    made = actions.link_plans(INGRID, new, LinkKind.REPLACES, old)
    client = browser(cast.person("Ingrid"))
    offer = reverse("plan_set_replaced", args=[new.pk, made.pk])
    assert offer in client.get(reverse("plan", args=[new.pk])).content.decode()
    assert offer not in browser(cast.person("Åse")).get(reverse("plan", args=[new.pk])).content.decode()
    assert client.post(offer).status_code == 302
    assert fresh(old).status == "replaced"
    assert offer not in client.get(reverse("plan", args=[new.pk])).content.decode()


def test_another_municipalitys_plan_is_not_set_to_replaced(cast: Cast) -> None:
    plan, theirs = make_plan(cast.fjordvik), make_plan(cast.lyngmo, "Lyngmos", status="adopted")
    made = actions.link_plans(INGRID, plan, LinkKind.REPLACES, theirs)
    offer = reverse("plan_set_replaced", args=[plan.pk, made.pk])
    client = browser(cast.person("Ingrid"))
    assert offer not in client.get(reverse("plan", args=[plan.pk])).content.decode()
    assert client.post(offer).status_code == 404
    assert fresh(theirs).status == "adopted"


def test_the_other_side_of_a_link_between_municipalities_cannot_remove_it(cast: Cast) -> None:
    plan, theirs = make_plan(cast.fjordvik, status="adopted"), make_plan(cast.lyngmo, "Lyngmos", status="adopted")
    made = actions.link_plans(INGRID, plan, LinkKind.ELABORATES, theirs)
    assert browser(cast.person("Marit")).post(reverse("plan_unlink", args=[theirs.pk, made.pk])).status_code == 404
    assert browser(cast.person("Ingrid")).post(reverse("plan_unlink", args=[plan.pk, made.pk])).status_code == 302


def test_a_plan_is_shared_with_someone_found_in_the_register_and_the_sharing_ends(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, status="in_process")
    assert cast.county.search_key
    client, address = browser(cast.person("Ingrid")), reverse("plan_sharing", args=[plan.pk])
    content = client.get(address, {"q": "eksempelfylk"}).content.decode()
    assert f'value="o{cast.county.pk}"' in content
    client.post(address, {"audience": f"o{cast.county.pk}"})
    plan_page = reverse("plan", args=[plan.pk])
    assert browser(cast.person("Guri")).get(plan_page).status_code == 200
    assert "Eksempelfylket" in client.get(plan_page).content.decode()
    share = PlanShare.objects.get()
    client.post(reverse("plan_unshare", args=[plan.pk, share.pk]))
    assert browser(cast.person("Guri")).get(plan_page).status_code == 404


def test_own_collaborations_are_offered_and_others_are_not_taken(cast: Cast) -> None:
    plan, elsewhere = make_plan(cast.fjordvik), make_plan(cast.storoy)
    collaboration = f"s{cast.ytre_fjord.pk}"
    assert collaboration in browser(cast.person("Ingrid")).get(reverse("plan_sharing", args=[plan.pk])).content.decode()
    even = browser(cast.person("Even"))
    assert collaboration not in even.get(reverse("plan_sharing", args=[elsewhere.pk]), {"q": "ytre"}).content.decode()
    even.post(reverse("plan_sharing", args=[elsewhere.pk]), {"audience": collaboration})
    assert not PlanShare.objects.exists()


@pytest.mark.parametrize("code", ["", "o", "o7", "x00000000-0000-0000-0000-000000000000", "o\x00", "own"])
def test_a_plan_is_shared_with_nobody_unknown_and_not_with_its_own_municipality(cast: Cast, code: str) -> None:
    plan = make_plan(cast.fjordvik)
    given = f"o{cast.fjordvik.pk}" if code == "own" else code
    browser(cast.person("Ingrid")).post(reverse("plan_sharing", args=[plan.pk]), {"audience": given})
    assert not PlanShare.objects.exists()


def test_sharing_twice_is_sharing_once(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    for _ in range(2):
        browser(cast.person("Ingrid")).post(reverse("plan_sharing", args=[plan.pk]), {"audience": f"o{cast.lyngmo.pk}"})
    assert PlanShare.objects.count() == 1
