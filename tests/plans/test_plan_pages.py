"""The page of one plan: what it shows, and changing a field where it stands."""

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plandugnad.core.files import store
from plandugnad.plans import actions
from plandugnad.plans.kinds import LinkKind
from plandugnad.plans.models import Plan
from plandugnad.plans.queries.relatives import read_relatives
from tests.cast import Cast
from tests.plans.builders import INGRID, SQUARE, TORE, browser, fresh, make_plan

HOSTILE = "<script>alert(1)</script> \u202e nalp 🌲 \"'&"


def page(cast: Cast, plan: Plan, name: str = "Ingrid") -> str:
    response = browser(cast.person(name)).get(reverse("plan", args=[plan.pk]))
    assert response.status_code == 200
    return response.content.decode()


def field_of(plan: Plan, name: str) -> str:
    return reverse("plan_field", args=[plan.pk, name])


def save(
    cast: Cast, plan: Plan, name: str, value: str, *, with_htmx: bool = True, initial: str = "", **more: Any
) -> Any:
    given = {name: value, f"initial-{name}": initial, "seen_version": plan.version, **more}
    return browser(cast.person("Ingrid"), with_htmx=with_htmx).post(field_of(plan, name), given)


def test_the_page_says_in_a_sentence_what_the_plan_is(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, plan_type="theme_plan", status="adopted", adopted="2019-06-12", revision_due="2023")
    content = page(cast, plan)
    assert "Temaplan, vedtatt 12. juni 2019. Skulle vært revidert i 2023." in content
    assert "Fristen for revisjon er passert." in content


def test_those_who_may_not_change_the_plan_see_no_way_to(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, status="adopted", section="Kultur")
    content = page(cast, plan, "Guri")
    assert "Kultur" in content
    assert "/endre/" not in content
    assert "Slett planen" not in content
    assert "hx-get" not in content
    assert "Hva som har skjedd her" not in content


def test_empty_fields_are_offered_quietly_to_those_who_write_and_not_shown_to_others(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, status="adopted")
    assert 'id="felt-goal"' in page(cast, plan)
    assert 'id="felt-goal"' not in page(cast, plan, "Åse")


def test_a_plan_placed_by_its_type_says_so(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, plan_type="theme_plan")
    assert "plassert etter typen, under kommuneplanens samfunnsdel" in page(cast, plan)


def test_a_parent_the_reader_may_not_see_is_not_named(cast: Cast) -> None:
    parent = make_plan(cast.fjordvik, "Hemmelig samfunnsdel", status="in_process")
    plan = make_plan(cast.fjordvik, status="adopted", parent_id=parent.pk)
    assert "Hemmelig" in page(cast, plan)
    assert "Hemmelig" not in page(cast, plan, "Guri")


@pytest.mark.parametrize("name", [HOSTILE, "x" * 400, "Áhkku 計画 🌲👩‍🌾", "\u200fخطة", "A\u202eB"])
def test_any_name_is_text_and_nothing_else(cast: Cast, name: str) -> None:
    plan = make_plan(cast.fjordvik, name, section=name[:200], notes=name, themes=[name[:80]], responsible=name[:200])
    actions.change_plan(TORE, plan, {"goal": name})
    actions.add_address(INGRID, plan, name[:300], "https://eksempel.no")
    other = make_plan(cast.fjordvik, "Annen", parent_id=plan.pk)
    actions.link_plans(INGRID, other, LinkKind.ELABORATES, plan)
    for view in ("plan", "plan_edit", "plan_history", "plan_links", "plan_documents", "plan_extent", "plan_sharing"):
        for shown in (plan, other):
            content = browser(cast.person("Ingrid")).get(reverse(view, args=[shown.pk])).content.decode()
            assert "<script>alert" not in content
            assert "\u202e" not in kept_apart(content)


def kept_apart(content: str) -> str:
    """The page without what is kept apart from the text around it: <bdi>, dir=auto, form fields, isolating marks."""
    apart = (
        r"<bdi.*?</bdi>|<title>.*?</title>|<div[^>]* dir=\"auto\">.*?</div>|value=\"[^\"]*\"|<textarea.*?</textarea>"
    )
    return re.sub(
        rf"{apart}|<option.*?</option>|<label.*?</label>|\u2068.*?\u2069|<title .*?</desc>",
        "",
        content,
        flags=re.DOTALL,
    )


@pytest.mark.parametrize("with_htmx", [True, False])
def test_a_field_is_changed_where_it_stands(cast: Cast, with_htmx: bool) -> None:
    plan = make_plan(cast.fjordvik)
    response = save(cast, plan, "adopted", "12. juni 2019", with_htmx=with_htmx)
    assert fresh(plan).adopted.iso == "2019-06-12"  # type: ignore[union-attr]
    if with_htmx:
        content = response.content.decode()
        assert "Lagret" in content
        assert "12. juni 2019" in content
        assert 'id="plan-summary" hx-swap-oob="true">Plan uten type, vedtatt 12. juni 2019.' in content
    else:
        assert response.headers["Location"].endswith("#felt-adopted")


def test_the_form_of_a_field_works_on_a_page_of_its_own_too(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, adopted="2024/2026")
    with_page = browser(cast.person("Ingrid")).get(field_of(plan, "adopted")).content.decode()
    in_place = browser(cast.person("Ingrid"), with_htmx=True).get(field_of(plan, "adopted")).content.decode()
    for content in (with_page, in_place):
        assert 'value="2024–2026"' in content
    assert "<html" in with_page
    assert "hx-post" not in with_page
    assert in_place.strip().startswith("<div")
    assert "autofocus" in in_place


def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_is_kept(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    response = save(cast, plan, "adopted", "31.02.2019")
    content = response.content.decode()
    assert response.status_code == 422
    assert "Datoen 31.02.2019 finnes ikke i kalenderen." in content
    assert 'value="31.02.2019"' in content
    assert fresh(plan).adopted is None


def test_a_nul_byte_in_a_name_is_refused_in_words(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    response = save(cast, plan, "name", "Tema\x00plan")
    assert response.status_code == 422
    assert "tegn som ikke kan lagres" in response.content.decode()


def test_a_name_is_never_empty(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    response = save(cast, plan, "name", "  ", initial=plan.name)
    assert response.status_code == 422
    assert fresh(plan).name == "Temaplan for friluftsliv"


def test_when_two_change_the_same_field_both_texts_are_shown_and_one_chooses(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    actions.change_plan(TORE, plan, {"responsible": "Tores tekst"})
    response = save(cast, plan, "responsible", "Ingrids tekst")
    content = response.content.decode()
    assert response.status_code == 422
    assert "Tore Eksempel har endret dette feltet" in content
    assert "Tores tekst" in content
    assert 'value="Ingrids tekst"' in content
    assert fresh(plan).responsible == "Tores tekst"
    again = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', content))
    assert (
        save(cast, plan, "responsible", "Ingrids tekst", **again | {"responsible": "Ingrids tekst"}).status_code == 200
    )
    assert fresh(plan).responsible == "Ingrids tekst"


def test_cancelling_puts_the_field_back(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, section="Kultur")
    address = f"{reverse('plan', args=[plan.pk])}?felt=section"
    content = browser(cast.person("Ingrid"), with_htmx=True).get(address).content.decode()
    assert content.strip().startswith("<div")
    assert "Kultur" in content


@pytest.mark.parametrize("name", ["version", "deleted_at", "organisation", "extent", "id", "hva-som-helst"])
def test_only_the_fields_of_the_page_can_be_changed_so(cast: Cast, name: str) -> None:
    plan = make_plan(cast.fjordvik)
    client = browser(cast.person("Ingrid"), with_htmx=True)
    assert client.get(field_of(plan, name)).status_code == 404
    assert client.get(f"{reverse('plan', args=[plan.pk])}?felt={name}").status_code == 404


def test_the_year_read_from_a_case_number_is_marked_until_a_person_says_when(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, adopted="2019", is_adopted_year_from_case=True)
    assert "Året er lest av saksnummeret." in page(cast, plan)
    save(cast, plan, "adopted", "12.06.2019", initial="2019")
    assert not fresh(plan).is_adopted_year_from_case


def test_units_already_in_use_are_suggested(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Annen", owner_unit="Oppvekst og kultur")
    make_plan(cast.lyngmo, "Fremmed", owner_unit="Lyngmos enhet")
    content = (
        browser(cast.person("Ingrid"), with_htmx=True)
        .get(field_of(make_plan(cast.fjordvik), "owner_unit"))
        .content.decode()
    )
    assert '<option value="Oppvekst og kultur">' in content
    assert "Lyngmos enhet" not in content


def test_sensible_parents_come_first_and_none_that_would_bite_its_own_tail(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Temaplan", plan_type="theme_plan")
    make_plan(cast.fjordvik, "Barnet", plan_type="theme_plan", parent_id=plan.pk)
    make_plan(cast.fjordvik, "Arealdelen", plan_type="land_use_part")
    make_plan(cast.fjordvik, "Samfunnsdelen", plan_type="community_part")
    make_plan(cast.fjordvik, "Gammel samfunnsdel", plan_type="community_part", status="replaced")
    make_plan(cast.lyngmo, "Lyngmos samfunnsdel", plan_type="community_part")
    content = browser(cast.person("Ingrid"), with_htmx=True).get(field_of(plan, "parent")).content.decode()
    assert re.findall(r"<bdi>([^<]+)</bdi>", content) == ["Samfunnsdelen", "Arealdelen"]
    assert "Ingen plan: plasser etter plantypen" in content


def test_a_parent_is_searched_for_and_what_is_marked_is_not_searched_away(cast: Cast) -> None:
    marked = make_plan(cast.fjordvik, "Samfunnsdelen", plan_type="community_part", status="adopted", adopted="2023")
    found = make_plan(cast.fjordvik, "Kystplan", plan_type="partial_plan_area", status="in_process")
    plan = make_plan(cast.fjordvik, "Havneplan", plan_type="theme_plan")
    client, asked = browser(cast.person("Ingrid"), with_htmx=True), {"q": "kyst", "parent": str(marked.pk)}
    content = client.get(field_of(plan, "parent"), asked).content.decode()
    assert re.findall(r"<bdi>([^<]+)</bdi>", content) == ["Samfunnsdelen", "Kystplan"]
    assert f'value="{marked.pk}" checked' in content
    assert "Kommuneplanens samfunnsdel · Vedtatt 2023" in content
    assert "<form" not in content
    assert save(cast, plan, "parent", str(found.pk)).status_code == 200
    assert fresh(plan).parent == found


def test_a_parent_is_searched_for_without_script_on_a_page_of_its_own(cast: Cast) -> None:
    make_plan(cast.fjordvik, "Kystplan")
    make_plan(cast.fjordvik, "Skogplan")
    plan = make_plan(cast.fjordvik, "Havneplan", plan_type="theme_plan")
    for address in (field_of(plan, "parent"), reverse("plan_edit", args=[plan.pk])):
        content = browser(cast.person("Ingrid")).get(address, {"q": "kyst"}).content.decode()
        assert "Kystplan" in content
        assert "Skogplan" not in content


def test_a_plan_below_is_not_taken_as_parent(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    below = make_plan(cast.fjordvik, "Barnet", parent_id=plan.pk)
    refused = save(cast, plan, "parent", str(below.pk))
    assert refused.status_code == 422
    assert "ikke en som ligger under" in refused.content.decode()


def test_a_parent_of_another_municipality_is_refused(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    assert save(cast, plan, "parent", str(make_plan(cast.lyngmo).pk)).status_code == 422
    assert fresh(plan).parent is None


def edit_form(cast: Cast, plan: Plan) -> dict[str, str]:
    content = browser(cast.person("Ingrid")).get(reverse("plan_edit", args=[plan.pk])).content.decode()
    return dict(re.findall(r'<input(?![^>]*radio)[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"', content))


def test_all_of_a_plan_stands_in_groups_in_the_planners_order_with_what_is_long_last(cast: Cast) -> None:
    content = (
        browser(cast.person("Ingrid")).get(reverse("plan_edit", args=[make_plan(cast.fjordvik).pk])).content.decode()
    )
    assert re.findall(r"<legend>([^<]+)</legend>\s*<div class=\"pl-sheet", content) == [
        *("Hva planen er", "Vedtak og tid", "Ansvar", "Forankring", "Henvisninger", "I planstrategien", "Merknader")
    ]
    assert content.count("Dato, år eller flere år") == 1
    assert content.count("Må fylles ut.") == 1


def test_the_summary_of_what_is_wrong_leads_to_the_field(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    form = edit_form(cast, plan) | {"name": "", "parent": "tull"}
    content = browser(cast.person("Ingrid")).post(reverse("plan_edit", args=[plan.pk]), form).content.decode()
    links = re.findall(r'<li><a href="#(\w+)">', content)
    assert links == ["id_name", "id_parent_0"]
    assert all(re.search(f'<input[^>]* id="{link}"', content) for link in links)


def test_the_whole_plan_can_be_changed_on_one_page(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, section="Kultur", adopted="2019")
    form = edit_form(cast, plan) | {
        "section": "Oppvekst",
        "status": "adopted",
        "themes": "klima, natur",
        "adopted": "12.06.2019",
    }
    response = browser(cast.person("Ingrid")).post(reverse("plan_edit", args=[plan.pk]), form)
    assert response.status_code == 302
    changed = fresh(plan)
    assert (changed.section, changed.status, changed.themes) == ("Oppvekst", "adopted", ["klima", "natur"])
    assert changed.name == plan.name


def test_fields_one_leaves_alone_are_not_set_back_to_what_they_were(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, section="Kultur", notes="Første\nAndre")
    form = edit_form(cast, plan) | {"notes": "Første\r\nAndre", "initial-notes": "Første\r\nAndre"}
    actions.change_plan(TORE, plan, {"responsible": "Tore", "notes": "Tores"})
    response = browser(cast.person("Ingrid")).post(reverse("plan_edit", args=[plan.pk]), form | {"section": "Oppvekst"})
    assert response.status_code == 302
    changed = fresh(plan)
    assert (changed.section, changed.responsible, changed.notes) == ("Oppvekst", "Tore", "Tores")


@pytest.mark.parametrize(("leave", "stands"), [(["section"], "Tores"), ([], "Ingrids")])
def test_on_the_whole_page_one_chooses_for_each_field(cast: Cast, leave: list[str], stands: str) -> None:
    plan = make_plan(cast.fjordvik, section="Kultur")
    form = edit_form(cast, plan) | {"section": "Ingrids", "goal": "Et mål"}
    actions.change_plan(TORE, plan, {"section": "Tores", "owner_unit": "Tores enhet"})
    client, address = browser(cast.person("Ingrid")), reverse("plan_edit", args=[plan.pk])
    refused = client.post(address, form)
    content = refused.content.decode()
    assert refused.status_code == 422
    assert "Tores" in content
    assert 'value="Ingrids"' in content
    assert fresh(plan).goal == ""
    again = dict(re.findall(r'<input(?![^>]*radio)[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"', content))
    again.pop("leave")
    assert client.post(address, again | {"leave": leave}).status_code == 302
    changed = fresh(plan)
    assert (changed.section, changed.goal, changed.owner_unit) == (stands, "Et mål", "Tores enhet")


def test_deleting_offers_to_undo_and_undoing_brings_all_back(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    client = browser(cast.person("Ingrid"))
    response = client.post(reverse("plan_delete", args=[plan.pk]))
    assert response.headers["Location"] == reverse("portfolio", args=["9901"]) + "#messages"
    undo = reverse("plan_undelete", args=[plan.pk])
    assert f'action="{undo}"' in client.get(reverse("deleted_plans", args=["9901"])).content.decode()
    gone = client.get(reverse("plan", args=[plan.pk])).content.decode()
    assert "Ingrid Eksempel har slettet planen." in gone
    assert client.post(undo).headers["Location"] == reverse("plan", args=[plan.pk])
    assert fresh(plan).deleted_at is None


def test_a_deleted_plan_does_not_exist_for_others(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, status="adopted")
    actions.share_plan(INGRID, plan, cast.ytre_fjord)
    actions.delete_plan(INGRID, plan)
    for name in ("Åse", "Marit", "Guri", "Lars", "Kåre"):
        assert browser(cast.person(name)).get(reverse("plan", args=[plan.pk])).status_code == 404


def test_deleted_plans_are_shown_a_hundred_at_a_time(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [Plan(organisation=cast.fjordvik, name=f"Plan {number}", deleted_at=timezone.now()) for number in range(130)]
    Plan.objects.bulk_create(rows)
    client = browser(cast.person("Ingrid"))
    with django_assert_max_num_queries(16):
        content = client.get(reverse("deleted_plans", args=["9901"])).content.decode()
    assert content.count("Hent tilbake<span") == 100


def fill(cast: Cast, plan: Plan, count: int) -> None:
    """Much of everything that hangs on a plan."""
    for number in range(count):
        other = make_plan(cast.fjordvik, f"Under {number}", parent_id=plan.pk)
        actions.link_plans(INGRID, plan, LinkKind.ELABORATES, other)
        actions.add_file(INGRID, plan, f"Fil {number}", store([b"%d" % number]), "fil.pdf")
        actions.change_plan(TORE, fresh(plan), {"goal": f"Mål {number}", "parent_id": None})


@pytest.mark.parametrize(
    "view", ["plan", "plan_history", "plan_links", "plan_documents", "plan_sharing", "plan_extent"]
)
def test_the_number_of_queries_does_not_grow(
    cast: Cast, view: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    plan = make_plan(cast.fjordvik, plan_type="land_use_part", extent=SQUARE)
    client = browser(cast.person("Ingrid"))
    for count in (3, 27):
        fill(cast, plan, count)
        with django_assert_max_num_queries(18) as found:
            assert client.get(reverse(view, args=[plan.pk])).status_code == 200
        used = len(found.captured_queries)
        if count == 3:
            few = used
    assert used <= few + 1  # counting a list that has grown past what is shown


@pytest.mark.parametrize("name", ["Ingrid", "Åse", "Marit", "Kåre", "Guri", "Lars"])
def test_the_page_of_a_plan_with_much_of_everything_takes_ten_queries_at_most(
    cast: Cast, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    above, told = make_plan(cast.fjordvik, "Over"), make_plan(cast.fjordvik, "Nevnt i historikken")
    plan = make_plan(cast.fjordvik, plan_type="land_use_part", status="adopted", extent=SQUARE, parent_id=told.pk)
    fill(cast, plan, 23)
    actions.change_plan(TORE, fresh(plan), {"parent_id": told.pk})
    actions.change_plan(TORE, fresh(plan), {"parent_id": above.pk})
    actions.share_plan(INGRID, plan, cast.ytre_fjord)
    client = browser(cast.person(name))
    client.get("/meg/")
    with django_assert_max_num_queries(10):
        page = client.get(reverse("plan", args=[plan.pk])).content.decode()
    if name == "Ingrid":
        assert "Ytre Fjord" in page
        assert "23 planer er forankret i denne" in page
        assert "Nevnt i historikken" in page
        assert page.count("Under ") >= 20


def test_a_plan_below_that_the_history_names_stands_in_its_place_among_the_first_twenty(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Samfunnsdel")
    below = [make_plan(cast.fjordvik, f"Under {number:02}", parent_id=plan.pk) for number in range(25)]
    relatives = read_relatives(cast.actor("Ingrid"), plan, {str(below[3].pk), str(below[24].pk)})
    assert [one.name for one in relatives.below.plans] == [f"Under {number:02}" for number in range(20)]
    assert relatives.below.count == 25
    assert relatives.names[str(below[24].pk)] == "Under 24"


def test_no_relative_one_may_not_see_is_named(cast: Cast) -> None:
    secret = make_plan(cast.fjordvik, "Hemmelig", status="in_process")
    plan = make_plan(cast.fjordvik, "Samfunnsdel", status="adopted", parent_id=secret.pk)
    make_plan(cast.fjordvik, "Hemmelig under", status="in_process", parent_id=plan.pk)
    found = read_relatives(cast.actor("Guri"), plan, {str(secret.pk)})
    assert (found.parent, found.below.plans, found.below.count, found.names) == (None, (), 0, {})


def test_a_land_plan_shows_its_national_number_right_after_the_name(cast: Cast) -> None:
    client = browser(cast.person("Ingrid"))
    for plan_type, first in (("zoning_detail", "national_plan_id"), ("theme_plan", "plan_type")):
        plan = make_plan(cast.fjordvik, f"Plan {plan_type}", plan_type=plan_type, national_plan_id=f"9901_{plan_type}")
        page = client.get(reverse("plan", args=[plan.pk])).content.decode()
        assert re.findall(r'id="felt-(\w+)"', page)[:2] == ["name", first]
        form = client.get(reverse("plan_edit", args=[plan.pk])).content.decode()
        assert re.findall(r'id="felt-(\w+)"', form)[:2] == ["name", first]


def test_a_national_plan_id_is_said_how_to_write_and_refused_beside_the_field(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, plan_type="zoning_detail")
    client = browser(cast.person("Ingrid"))
    address = reverse("plan_field", args=[plan.pk, "national_plan_id"])
    assert "eller bare nummeret: «201502»" in client.get(address).content.decode()
    refused = client.post(address, {"national_plan_id": '<b>"4206"</b>', "initial-national_plan_id": ""})
    assert refused.status_code == 422
    assert "Skriv arealplan-ID som kommunenummer" in refused.content.decode()
    assert fresh(plan).national_plan_id == ""
    assert client.post(address, {"national_plan_id": "4206_201502", "initial-national_plan_id": ""}).status_code == 302
    assert fresh(plan).national_plan_id == "4206_201502"


def test_an_odd_national_plan_id_from_an_import_does_not_stop_other_changes(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, plan_type="zoning_detail", national_plan_id="(mangler) *")
    sent = {"name": "Nytt navn", "initial-name": plan.name, "plan_type": "zoning_detail"}
    sent |= {"initial-plan_type": "zoning_detail", "national_plan_id": "(mangler) *"}
    sent |= {"initial-national_plan_id": "(mangler) *"}
    assert browser(cast.person("Ingrid")).post(reverse("plan_edit", args=[plan.pk]), sent).status_code == 302
    assert fresh(plan).name == "Nytt navn"
