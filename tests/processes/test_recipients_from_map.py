"""The region's actor map says whom to involve when; a notice proposes them, and says who was not notified."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plandugnad.agreements.actions.publishing import withdraw
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.queries.stakeholders import proposed_recipients
from plandugnad.processes.models import Process
from plandugnad.processes.notice.addressees import proposals
from plandugnad.processes.notice.models import Recipient
from plandugnad.processes.notice.proposal import Proposal
from plandugnad.regions.models import Member, OrganisationKind
from tests.agreements.builders import KARE, ROADS, agree
from tests.cast import Cast, make_organisation
from tests.processes.builders import a_plan, a_process, at_screen

pytestmark = pytest.mark.django_db
START, CONSULTATION = "KPA-2", "KPA-7"
HERDERS = replace(
    ROADS, item="actor-0002", name="Ytre reinbeitedistrikt", role="affected", stages=(), contact="Ring lederen"
)
COUNCILS = replace(ROADS, item="actor-0003", name="Kommunestyrene", role="decides", stages=())
DRAFTERS = replace(ROADS, item="actor-0004", name="Fagpanelet", role="contributes", stages=("drafting",))


def from_map(process: Process, code: str) -> dict[str, Proposal]:
    return {one.name: one for one in proposals(process, code) if one.is_on_map}


def test_those_of_the_phase_are_proposed_with_the_reason_and_where_they_can_be_reached(cast: Cast) -> None:
    agree(cast.ytre_fjord, AgreementKind.STAKEHOLDERS, ROADS, HERDERS, COUNCILS, DRAFTERS)
    process = a_process(a_plan(cast.fjordvik))
    found = from_map(process, CONSULTATION)
    assert set(found) == {ROADS.name, HERDERS.name}
    roads, herders = found[ROADS.name], found[HERDERS.name]
    assert (roads.address, roads.is_always) == ("post@veg.example", True)
    assert roads.why == (
        "fra aktørkartet i Ytre Fjord. Riksveiene. Oppstartsmøte, varsel om oppstart, høring"
    )  # fmt: skip
    assert (herders.address, herders.is_always) == ("", False)
    assert set(from_map(process, START)) == {ROADS.name, HERDERS.name}
    assert set(from_map(process, "KPA-10")) == {HERDERS.name}


def test_one_who_is_proposed_already_is_marked_and_not_proposed_twice(cast: Cast) -> None:
    coast = make_organisation("Kystverket", "", OrganisationKind.SECTOR_BODY)
    linked = replace(ROADS, name="Kystverket region vest", organisation_id=coast.id)
    same_name = replace(HERDERS, name=" eksempelfylket ")
    agree(cast.ytre_fjord, AgreementKind.STAKEHOLDERS, linked, same_name)
    found = from_map(a_process(a_plan(cast.fjordvik)), CONSULTATION)
    assert set(found) == {"Kystverket", "Eksempelfylket"}
    assert not any(one.key.startswith("map:") for one in found.values())


def test_neither_a_stranger_nor_who_has_left_gets_them_nor_anybody_when_the_map_is_withdrawn(cast: Cast) -> None:
    agreement = agree(cast.ytre_fjord, AgreementKind.STAKEHOLDERS)
    assert from_map(a_process(a_plan(cast.storoy)), CONSULTATION) == {}
    process = a_process(a_plan(cast.fjordvik))
    assert from_map(process, CONSULTATION)
    withdraw(KARE, agreement)
    assert from_map(process, CONSULTATION) == {}
    agree(cast.ytre_fjord, AgreementKind.STAKEHOLDERS)
    Member.objects.filter(organisation=cast.fjordvik).update(left_at=timezone.now())
    assert from_map(process, CONSULTATION) == {}


def test_ingrid_chooses_from_the_map_and_sees_who_was_not_notified(cast: Cast) -> None:
    agree(cast.ytre_fjord, AgreementKind.STAKEHOLDERS, ROADS, HERDERS)
    process, ingrid = a_process(a_plan(cast.fjordvik)), at_screen(cast, "Ingrid")
    page = reverse("notice_recipients", args=[process.id, CONSULTATION])
    shown = ingrid.get(page)
    assert "Vegmyndigheten: fra aktørkartet i Ytre Fjord" in shown.content.decode()
    roads = from_map(process, CONSULTATION)[ROADS.name]
    seen = shown.context["form"]["seen"].value()
    assert ingrid.post(page, {"seen": seen, "always": [roads.key]}).status_code == 302
    assert Recipient.objects.get().address == "post@veg.example"
    notice = ingrid.get(reverse("notice", args=[process.id, CONSULTATION])).content.decode()
    assert f"aktørkart for denne fasen, og er ikke med: {HERDERS.name}." in notice
    assert notice.count(ROADS.name) == 1


def test_a_map_of_many_takes_one_question(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:  # fmt: skip
    rows = [replace(ROADS, item=f"actor-{number:04}", name=f"Lag {number}") for number in range(40)]
    agree(cast.ytre_fjord, AgreementKind.STAKEHOLDERS, *rows)
    with django_assert_max_num_queries(1):
        assert len(proposed_recipients([cast.fjordvik.id], ["consultation"])) == 40
