"""The page where a portfolio is tidied: what is found, what one click does, and the way back."""

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from plandugnad.core.audit import By
from plandugnad.engines.tables.when import When
from plandugnad.plans.actions import change_plan
from plandugnad.plans.kinds import PlanStatus, PlanType
from plandugnad.plans.models import Plan, PlanLink, PlanOwner
from plandugnad.plans.owning import answer_ownership, invite_owner
from plandugnad.regions.models import Organisation
from plandugnad.strategies.tidying import actions
from plandugnad.strategies.tidying.models import TidyingChoice, TidyingRound
from tests.cast import Cast
from tests.plans.builders import INGRID, browser, fresh, make_plan

PAGE = "/kommuner/9901/rydding/"
A_YEAR_AGO = When.of_year(timezone.localdate().year - 1)


def a_theme(place: Organisation, name: str = "Temaplan for friluftsliv", **values: Any) -> Plan:
    """In force and in order, but for its anchor."""
    begin = {"plan_type": PlanType.THEME_PLAN, "status": PlanStatus.ADOPTED, "adopted": A_YEAR_AGO}
    return make_plan(place, name, **(begin | {"responsible": "Kulturleder", "goal": "Mål 1"} | values))


def text(client: Client, address: str = PAGE) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def ingrid(cast: Cast) -> Client:
    return browser(cast.person("Ingrid"))


def test_it_says_how_many_plans_there_are_and_how_many_to_look_at(cast: Cast, ingrid: Client) -> None:
    top = a_theme(cast.fjordvik, "Samfunnsdelen", plan_type=PlanType.COMMUNITY_PART)
    a_theme(cast.fjordvik, parent_id=str(top.id))
    a_theme(cast.fjordvik, "Kulturplan", revision_due=When.of_year(2022), parent_id=str(top.id))
    page = text(ingrid)
    assert "3 planer. 1 bør dere se på." in page
    assert "Skulle vært revidert i 2022. Det er over" in page
    assert "Temaplan for friluftsliv" not in page


_OVER = When.of_years(2013, 2021)


@pytest.mark.parametrize(
    ("values", "offered"),
    [
        ({"period": _OVER}, "La den utløpe"),
        ({"period": _OVER, "plan_type": PlanType.PLANNING_STRATEGY}, "La den utløpe"),
        ({"period": _OVER, "revision_due": When.of_year(2021)}, "Revider den"),
        ({"period": _OVER, "plan_type": PlanType.LAND_USE_PART}, "Revider den"),
        ({"period": _OVER, "plan_type": PlanType.ZONING_AREA}, "Revider den"),
        ({"adopted": When.of_year(2016)}, ""),
    ],
)
def test_one_click_lets_nothing_expire_that_binds_and_repeals_nothing_for_being_quiet(
    cast: Cast, ingrid: Client, values: dict[str, Any], offered: str
) -> None:
    a_theme(cast.fjordvik, "Planen", **values)
    page = text(ingrid)
    buttons = {each for each in ("La den utløpe", "Revider den", "Opphev den") if f">{each}<" in page.replace("\n", "")}
    assert buttons == ({offered} if offered else set())


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"period": When.of_years(2019, 2022)}, "Planperioden 2019–2022 er over."),
        ({"valid_until": When.parse("2023-05-12")}, "Den gjaldt til 12. mai 2023."),
        ({"adopted": When.of_year(2004), "legal_basis": "pbl. § 11-1"}, "gjelder fra 1. juli 2009."),
        ({"legal_basis": "PBL-85", "adopted": None}, "Den viser til loven fra 1985."),
        ({"adopted": When.of_year(2016)}, "Det siste vi vet, er fra 2016."),
        ({"responsible": ""}, "Ingen enhet eier den, og ingen er ansvarlig."),
        ({"status": ""}, "Vi vet ikke om den gjelder."),
        ({"adopted": None}, "Vi vet ikke når den ble vedtatt."),
        ({"plan_type": ""}, "Vi vet ikke hva slags plan det er."),
        ({}, "Det står ikke hvilken plan den er forankret i."),
        ({"plan_type": PlanType.ZONING_DETAIL, "adopted": When.of_year(2012)}, "Kom den fra et privat forslag"),
    ],
)
def test_each_finding_is_a_sentence_with_its_dates(
    cast: Cast, ingrid: Client, values: dict[str, Any], said: str
) -> None:
    a_theme(cast.fjordvik, **values)
    assert said in text(ingrid)


def test_a_plan_whose_parent_is_repealed_and_one_without_a_goal_are_found(cast: Cast, ingrid: Client) -> None:
    gone = a_theme(cast.fjordvik, "Gammel samfunnsdel", status=PlanStatus.REPEALED)
    a_theme(cast.fjordvik, parent_id=str(gone.id))
    standing = a_theme(cast.fjordvik, "Samfunnsdelen", plan_type=PlanType.COMMUNITY_PART)
    a_theme(cast.fjordvik, "Kulturplan", parent_id=str(standing.id), goal="")
    page = text(ingrid)
    assert "Den er forankret i «Gammel samfunnsdel», som er opphevet." in page
    assert "Det står ikke hvilket mål i samfunnsdelen den følger opp." in page


def test_two_that_are_about_the_same_are_said_once_with_the_one_to_merge_into(cast: Cast, ingrid: Client) -> None:
    old = a_theme(cast.fjordvik, "Friluftslivsplan", themes=["friluftsliv"])
    new = a_theme(cast.fjordvik, "Temaplan for friluftsliv", themes=["friluftsliv"], adopted=None, status="in_process")
    page = text(ingrid)
    assert "Den ligner på «Temaplan for friluftsliv»: " in page
    assert "Den ligner på «Friluftslivsplan»" not in page
    assert "Slå den sammen med «Temaplan for friluftsliv»" in page
    ingrid.post(f"{PAGE}{old.id}/", {"outcome": "merge", "into": str(new.id)})
    assert PlanLink.objects.get().plan == new


def test_the_strategies_of_two_terms_are_not_said_to_overlap(cast: Cast, ingrid: Client) -> None:
    for term in ("2019–2023", "2023–2027"):
        a_theme(cast.fjordvik, f"Kommunal planstrategi {term}", plan_type=PlanType.PLANNING_STRATEGY)
    assert "Den ligner på" not in text(ingrid)


def test_the_zoning_of_two_centres_is_not_said_to_overlap(cast: Cast, ingrid: Client) -> None:
    for place in ("Skogvang", "Fjellheim"):
        name = f"Detaljregulering for {place} sentrum"
        a_theme(cast.fjordvik, name, plan_type=PlanType.ZONING_DETAIL, national_plan_id=place)
    assert "Den ligner på" not in text(ingrid)


def test_what_the_law_asks_of_every_municipality_is_said_with_the_way_to_mend_it(cast: Cast, ingrid: Client) -> None:
    a_theme(cast.fjordvik)
    page = text(ingrid)
    assert "Dette skal alle kommuner ha, og vi finner det ikke hos dere:" in page
    assert "/kommuner/9901/planer/ny/?type=community_part" in page


def test_one_click_chooses_and_writes_the_decision_of_the_plan(cast: Cast, ingrid: Client) -> None:
    plan = a_theme(cast.fjordvik, revision_due=When.of_year(2022))
    response = ingrid.post(f"{PAGE}{plan.id}/", {"outcome": "revise"}, follow=True)
    assert "Valgt for «Temaplan for friluftsliv»." in response.content.decode()
    assert fresh(plan).decision == "revise"
    page = text(ingrid)
    assert "Ingen av dem trenger at dere ser på dem nå." in page
    assert "1 plan før, 1 etter det dere har valgt." in page
    assert TidyingRound.objects.get().counts_before == {"theme_plan": 1}


def test_it_is_taken_back_and_what_stood_before_stands(cast: Cast, ingrid: Client) -> None:
    plan = a_theme(cast.fjordvik, revision_due=When.of_year(2022), decision="continue")
    ingrid.post(f"{PAGE}{plan.id}/", {"outcome": "repeal"})
    ingrid.post(f"{PAGE}{plan.id}/", {"outcome": "expire"})
    assert fresh(plan).decision == "expire"
    ingrid.post(f"{PAGE}{plan.id}/angre/")
    assert fresh(plan).decision == "continue"
    assert "Skulle vært revidert" in text(ingrid)
    ingrid.post(f"{PAGE}{plan.id}/angre/")  # pressed twice


def test_taking_back_leaves_what_somebody_has_decided_since(cast: Cast, ingrid: Client) -> None:
    plan = a_theme(cast.fjordvik, revision_due=When.of_year(2022))
    ingrid.post(f"{PAGE}{plan.id}/", {"outcome": "repeal"})
    change_plan(INGRID, plan, {"decision": "revise"})
    ingrid.post(f"{PAGE}{plan.id}/angre/")
    assert fresh(plan).decision == "revise"


def test_a_merged_plan_is_linked_to_the_one_it_goes_into(cast: Cast, ingrid: Client) -> None:
    old, new = a_theme(cast.fjordvik, "Friluftsplan"), a_theme(cast.fjordvik, "Plan for idrett og friluftsliv")
    assert "Velg hvilken plan den skal slås sammen med." in (
        ingrid.post(f"{PAGE}{old.id}/", {"outcome": "merge"}).content.decode()
    )
    ingrid.post(f"{PAGE}{old.id}/", {"outcome": "merge", "into": str(new.id)})
    link = PlanLink.objects.get()
    assert (link.plan, link.kind, link.other) == (new, "replaces", old)
    assert "2 planer før, 1 etter det dere har valgt." in text(ingrid)
    refused = ingrid.post(f"{PAGE}{new.id}/", {"outcome": "merge", "into": str(old.id)})
    assert refused.status_code == 422
    assert "skal selv ut av planverket" in refused.content.decode()
    ingrid.post(f"{PAGE}{old.id}/angre/")
    assert not PlanLink.objects.exists()


def test_what_is_left_alone_has_a_reason_and_comes_back_when_the_facts_change(cast: Cast, ingrid: Client) -> None:
    plan = a_theme(cast.fjordvik, revision_due=When.of_year(2022), parent_id=None)
    refused = ingrid.post(f"{PAGE}{plan.id}/", {"outcome": "leave"})
    assert refused.status_code == 422
    assert "Skriv hvorfor planen får være som den er." in refused.content.decode()
    ingrid.post(f"{PAGE}{plan.id}/", {"outcome": "leave", "because": "Vi venter på den nye samfunnsdelen."})
    assert fresh(plan).decision == ""
    assert "Ingen av dem trenger" in text(ingrid)
    change_plan(INGRID, plan, {"revision_due": When.of_year(2023)})
    page = text(ingrid)
    assert "Skulle vært revidert i 2023." in page
    assert "forankret i" not in page  # of that nothing has changed


def test_a_fact_is_mended_where_it_is_found(cast: Cast, ingrid: Client) -> None:
    plan = a_theme(cast.fjordvik, adopted=None)
    address = f"{PAGE}{plan.id}/felt/adopted/"
    assert "Vedtatt" in text(ingrid, address)
    wrong = ingrid.post(address, {"adopted": "for lenge siden"})
    assert wrong.status_code == 422
    assert "for lenge siden" in wrong.content.decode()
    assert ingrid.post(address, {"adopted": "2019"}).status_code == 302
    assert fresh(plan).adopted == When.of_year(2019)
    assert ingrid.get(f"{PAGE}{plan.id}/felt/notes/").status_code == 404


def test_one_click_anchors_a_plan_in_the_only_plan_it_can_hang_under(cast: Cast, ingrid: Client) -> None:
    top = a_theme(cast.fjordvik, "Samfunnsdelen", plan_type=PlanType.COMMUNITY_PART)
    plan = a_theme(cast.fjordvik)
    assert "Forankre i «Samfunnsdelen»" in text(ingrid)
    ingrid.post(f"{PAGE}{plan.id}/felt/parent/", {"parent": str(top.id)})
    assert fresh(plan).parent == top


def test_several_are_chosen_in_one_go_and_taken_back_in_one_go(cast: Cast, ingrid: Client) -> None:
    plans = [a_theme(cast.fjordvik, f"Plan {n}", revision_due=When.of_year(2022)) for n in range(3)]
    for_two = {"outcome": "repeal", "plan": [str(plan.id) for plan in plans[:2]], "because": "Ingen bruker dem."}
    response = ingrid.post(f"{PAGE}flere/", for_two, follow=True)
    assert "Valgt for 2 planer." in response.content.decode()
    assert [fresh(plan).decision for plan in plans] == ["repeal", "repeal", ""]
    batch = TidyingChoice.objects.values_list("batch_id", flat=True).distinct().get()
    ingrid.post(f"{PAGE}angre/{batch}/")
    assert [fresh(plan).decision for plan in plans] == ["", "", ""]


def test_all_of_one_kind_are_chosen_in_one_go(cast: Cast, ingrid: Client) -> None:
    late = [a_theme(cast.fjordvik, f"Plan {n}", revision_due=When.of_year(2022)) for n in range(2)]
    other = a_theme(cast.fjordvik, "Uten eier", responsible="")
    ingrid.post(f"{PAGE}flere/", {"outcome": "revise", "hvem": "alle", "vis": "past_revision"})
    assert [fresh(plan).decision for plan in (*late, other)] == ["revise", "revise", ""]


def test_nothing_ticked_is_said_and_what_was_written_is_kept(cast: Cast, ingrid: Client) -> None:
    a_theme(cast.fjordvik, revision_due=When.of_year(2022))
    refused = ingrid.post(f"{PAGE}flere/", {"outcome": "repeal", "because": "Ingen bruker dem."})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Kryss av for minst én plan." in page
    assert "Ingen bruker dem." in page


def test_with_htmx_the_row_and_the_figures_come_back(cast: Cast) -> None:
    plan = a_theme(cast.fjordvik, revision_due=When.of_year(2022))
    client = browser(cast.person("Ingrid"), with_htmx=True)
    answer = client.post(f"{PAGE}{plan.id}/", {"outcome": "repeal"}).content.decode()
    assert answer.lstrip().startswith("<li") or '<li class="ty-plan ty-plan--chosen"' in answer
    assert "Oppheves" in answer
    assert "1 plan før, 0 etter det dere har valgt." in answer
    assert "<html" not in answer
    form = client.get(f"{PAGE}{plan.id}/").content.decode()
    assert 'value="repeal"' in form
    back = client.get(f"{PAGE}{plan.id}/?tilbake=ja").content.decode()
    assert "Angre" in back


def test_a_joint_plan_is_decided_in_each_municipality_for_itself(cast: Cast, ingrid: Client) -> None:
    plan = a_theme(cast.lyngmo, "Felles kystsoneplan", revision_due=When.of_year(2022))
    row = invite_owner(By(None, ""), plan, cast.fjordvik)
    assert row is not None
    answer_ownership(INGRID, row, is_yes=True)
    PlanOwner.objects.update(status=PlanStatus.ADOPTED, adopted=A_YEAR_AGO)
    assert "Felles kystsoneplan" in text(ingrid)
    ingrid.post(f"{PAGE}{plan.id}/", {"outcome": "expire"})
    assert PlanOwner.objects.get().decision == "expire"
    assert fresh(plan).decision == ""
    ingrid.post(f"{PAGE}{plan.id}/angre/")
    assert PlanOwner.objects.get().decision == ""


def test_a_round_is_closed_with_its_counts_and_opened_again(cast: Cast, ingrid: Client) -> None:
    plans = [a_theme(cast.fjordvik, f"Plan {n}") for n in range(3)]
    ingrid.post(f"{PAGE}runde/")
    ingrid.post(f"{PAGE}{plans[0].id}/", {"outcome": "repeal"})
    round = TidyingRound.objects.get()
    page = ingrid.post(f"{PAGE}runde/{round.id}/", follow=True).content.decode()
    assert "3 planer før, 2 etter det dere har valgt." in page
    assert TidyingRound.objects.get().counts_after == {"theme_plan": 2}
    ingrid.post(f"{PAGE}{plans[0].id}/angre/")
    assert fresh(plans[0]).decision == "repeal"  # what the council was told stands
    ingrid.post(f"{PAGE}runde/{round.id}/", {"apne": "ja"})
    assert TidyingRound.objects.get().is_open
    ingrid.post(f"{PAGE}{plans[0].id}/angre/")
    assert fresh(plans[0]).decision == ""


def test_what_was_chosen_for_another_term_is_to_be_chosen_anew(cast: Cast, ingrid: Client) -> None:
    plan = a_theme(cast.fjordvik, revision_due=When.of_year(2022))
    ingrid.post(f"{PAGE}{plan.id}/", {"outcome": "revise"})
    round = TidyingRound.objects.get()
    actions.close_round(INGRID, round, round.begun_on)
    TidyingRound.objects.update(first_year=2019)
    page = text(ingrid)
    assert "Skulle vært revidert i 2022." in page
    assert "Det var 1 plan da dere ryddet for 2019–2023." in page


def test_the_choices_are_taken_out_for_the_council_with_their_reasons(cast: Cast, ingrid: Client) -> None:
    plan = a_theme(cast.fjordvik, "=Kulturplan", revision_due=When.of_year(2022))
    ingrid.post(f"{PAGE}{plan.id}/", {"outcome": "repeal", "because": "Den er ikke i bruk."})
    assert "Den er ikke i bruk." in text(ingrid, f"{PAGE}resultat/")
    book = load_workbook(BytesIO(ingrid.get(f"{PAGE}resultat/xlsx").content))
    row = [cell.value for cell in book["Valg"][2]]
    assert row[0] == "=Kulturplan"
    assert row[2:5] == ["Oppheves", "", "Den er ikke i bruk."]
    assert str(row[5]).startswith("Skulle vært revidert i 2022.")
    assert [[cell.value for cell in line] for line in book["Antall"].iter_rows(min_row=2)] == [
        ["Temaplan", 1, 0],
        ["Til sammen", 1, 0],
    ]


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("Ingrid", True, True),
        ("Tore", True, True),
        ("Åse", True, False),
        ("Kåre", True, False),
        ("Marit", False, False),
        ("Guri", False, False),
        ("Per", False, False),
        ("Even", False, False),
        ("Nina", False, False),
    ],
)
def test_those_who_read_everything_see_it_and_planners_choose(cast: Cast, who: str, reads: bool, writes: bool) -> None:
    plan = a_theme(cast.fjordvik, revision_due=When.of_year(2022))
    client = browser(cast.person(who))
    assert client.get(PAGE).status_code == (200 if reads else 404)
    assert client.get(f"{PAGE}resultat/").status_code == (200 if reads else 404)
    assert client.get(f"{PAGE}resultat/xlsx").status_code == (200 if reads else 404)
    assert client.get(f"{PAGE}{plan.id}/").status_code == (200 if writes else 404)
    assert client.post(f"{PAGE}{plan.id}/", {"outcome": "repeal"}).status_code == (302 if writes else 404)
    assert client.post(f"{PAGE}runde/").status_code == (302 if writes else 404)
    assert fresh(plan).decision == ("repeal" if writes else "")


def test_the_number_of_queries_does_not_grow_with_the_plans(
    cast: Cast, ingrid: Client, django_assert_max_num_queries: Any
) -> None:
    def ask() -> int:
        with django_assert_max_num_queries(60) as asked:
            assert ingrid.get(PAGE).status_code == 200
        return len(asked)

    first = a_theme(cast.fjordvik, "Først", revision_due=When.of_year(2022))
    ingrid.post(f"{PAGE}{first.id}/", {"outcome": "repeal"})
    few = (ask(), ask())[1]
    for n in range(20):
        a_theme(cast.fjordvik, f"Plan {n}", revision_due=When.of_year(2022), parent_id=str(first.id))
    assert ask() == few


def test_a_plan_that_is_not_the_municipalitys_is_not_there(cast: Cast, ingrid: Client) -> None:
    elsewhere = a_theme(cast.lyngmo)
    assert ingrid.get(f"{PAGE}{elsewhere.id}/").status_code == 404
    assert ingrid.get(f"{PAGE}{UUID(int=1)}/").status_code == 404
    assert ingrid.get(f"{PAGE}{elsewhere.id}/felt/adopted/").status_code == 404
