"""The list of recipients: who lacks an address, why each is there, and nobody twice."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from plandugnad.processes.models import Process, Recipient
from plandugnad.processes.notice import actions
from plandugnad.processes.notice.actions import Announced, Chosen, as_kept
from plandugnad.processes.notice.addressees import addressees
from plandugnad.processes.notice.content import lacking
from plandugnad.processes.notice.models import Channel
from plandugnad.processes.notice.queries import kept_announcement, listed
from plandugnad.regions.models import Organisation
from tests.cast import Cast
from tests.processes.builders import DAY, INGRID, a_plan, a_process, at_screen, fresh
from tests.processes.test_notice import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def process(cast: Cast) -> Process:
    return a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG")


def choose(client: Client, process: Process, **given: Any) -> Any:
    """As the form stands, with what she writes."""
    address = reverse("notice_recipients", args=[process.id, "REG-3"])
    form = client.get(address).context["form"]
    stands = {name: value for name in form.fields if (value := form[name].value())}
    return client.post(address, stands | {name.replace("_", "-"): value for name, value in given.items()}, follow=True)


def page(client: Client, process: Process) -> str:
    return client.get(reverse("notice", args=[process.id, "REG-3"])).content.decode()


def test_who_has_no_address_is_marked_and_said_before_it_is_noted(cast: Cast, process: Process) -> None:
    client = at_screen(cast, "Ingrid")
    state = f"state_administrator:{cast.state_administrator.pk}"
    given = {"always": [state, "children"], "own_owners": "Ola Uten Adresse\nKari Grande; Storgata 4"}
    choose(client, process, **given)
    said = page(client, process)
    assert "2 mottakere mangler adresse. Skriv dem under «Velg mottakere»." in said
    assert said.count("mangler adresse</span>") == 2
    assert "sendes internt" in said
    (doubt,) = [one for one in lacking(read(process, "REG-3", DAY), Channel.LETTER) if "adresse" in one]
    assert doubt.startswith("2 mottakere mangler adresse: Statsforvalteren i Eksempelfylket, Ola Uten Adresse.")
    assert not [one for one in lacking(read(process, "REG-3", DAY), Channel.WEB) if "adresse" in one]
    rows = {row[0]: row[1:3] for row in listed(read(process, "REG-3", DAY))}
    assert rows["Ola Uten Adresse"] == ("mangler adresse", "")
    assert rows["Kari Grande"] == ("Storgata 4", "")
    assert rows["Barn og unges representant"] == ("", "")


def test_who_has_had_the_letter_is_not_asked_for_an_address(cast: Cast, process: Process) -> None:
    client, given = at_screen(cast, "Ingrid"), "Ola Uten Adresse\nKari Uten Adresse"
    choose(client, process, always=[], own_owners=given)
    told = [as_kept(one) for one in Recipient.objects.filter(name="Ola Uten Adresse")]
    said = Announced(Channel.LETTER, DAY, "Levert på døra", "", None, "Tekst", told)
    actions.note_announced(INGRID, process, "REG-3", said, uuid4())
    shown = page(client, process)
    assert "1 mottaker mangler adresse." in shown
    assert shown.count("mangler adresse</span>") == 1
    assert "sendes internt" not in shown


def test_a_body_with_a_number_in_the_register_is_sent_to_by_that(cast: Cast, process: Process) -> None:
    Organisation.objects.filter(pk=cast.state_administrator.pk).update(organisation_number="974761319")
    client = at_screen(cast, "Ingrid")
    choose(client, process, always=[f"state_administrator:{cast.state_administrator.pk}"])
    assert "sendes etter organisasjonsnummer 974761319" in page(client, process)
    process = fresh(process)
    assert read(process, "REG-3", DAY).lacks_address == []
    assert listed(read(process, "REG-3", DAY))[0][1:3] == ("", "974761319")


def test_the_address_of_a_proposal_is_asked_for_and_stays_when_the_list_is_saved_again(
    cast: Cast, process: Process
) -> None:
    client, state = at_screen(cast, "Ingrid"), f"state_administrator:{cast.state_administrator.pk}"
    choose(client, process, always=[state])
    form = client.get(reverse("notice_recipients", args=[process.id, "REG-3"])).context["form"]
    assert form["addresses"].value() == "Statsforvalteren i Eksempelfylket; "
    wrong = choose(client, process, always=[state], addresses="Statsforvalteren; post@stat.example")
    assert wrong.status_code == 422
    assert "Statsforvalteren er ikke krysset av over" in wrong.content.decode()
    choose(client, process, always=[state], addresses="statsforvalteren i  eksempelfylket; post@stat.example")
    choose(client, process, always=[state, "children"])
    assert Recipient.objects.get(key=state).address == "post@stat.example"
    assert "mangler adresse" not in page(client, process)


def test_the_same_written_twice_is_one_and_it_is_said(cast: Cast, process: Process) -> None:
    twice = "Kari Grande; Storgata 4\nkari grande;  Storgata 4\nOla Grande; Storgata 6"
    saved = choose(at_screen(cast, "Ingrid"), process, own_owners=twice, own_others="Kari Grande; storgata 4")
    assert "Sto der to ganger, og er én mottaker: kari grande" in saved.content.decode().replace("Kari Grande, ", "")
    rows = list(Recipient.objects.filter(is_own=True).values_list("name", "is_private"))
    assert rows == [("Kari Grande", True), ("Ola Grande", True)]


def test_the_same_name_at_another_address_is_asked_about_once(cast: Cast, process: Process) -> None:
    client, two = at_screen(cast, "Ingrid"), "Kari Grande; Storgata 4\nKari Grande; Nygata 1"
    asked = choose(client, process, own_owners=two)
    assert asked.status_code == 422
    assert "Kari Grande står med flere adresser: Storgata 4; Nygata 1." in asked.content.decode()
    assert not Recipient.objects.exists()
    answered = choose(client, process, own_owners=two, several=asked.context["form"]["several"].value())
    assert answered.status_code == 200
    assert Recipient.objects.filter(is_own=True).count() == 2
    assert "flere adresser" not in choose(client, process, own_others="Nes kraft; Nes 1").content.decode()
    assert Recipient.objects.filter(is_own=True).count() == 3


def test_the_list_says_why_each_is_there_and_not_how_to_fill_in_the_form(cast: Cast, process: Process) -> None:
    chosen = [
        Chosen("owners", "Kari Grande", "Storgata 4", is_own=True, is_private=True),
        Chosen("others", "Nes kraft", "Nes 1", is_own=True),
        Chosen(f"fellows:{cast.lyngmo.pk}", "Lyngmo kommune"),
    ]
    _ = cast.ytre_fjord
    actions.choose_recipients(INGRID, process, "REG-3", chosen, kept_announcement(process, "REG-3").version)
    why = {row[0]: row[3] for row in listed(read(process, "REG-3", DAY))}
    assert why == {
        "Kari Grande": "Eier, fester eller nabo som kan være direkte berørt (pbl. §§ 12-8, 12-10 og 12-12).",
        "Nes kraft": "Kan være berørt av planen.",
        "Lyngmo kommune": "Er med i samme samarbeid.",
    }


def test_every_group_she_writes_in_herself_says_of_each_why_she_is_there() -> None:
    asked = [one for row in addressees().values() for one in (row, *row.instead.values()) if one.is_asked]
    assert asked
    assert all(one.listed for one in asked)
    for one in asked:
        assert one.listed
        assert not [word for word in ("Hent", "Skriv", "Ta med", "Kryss") if word in one.listed.said("nb")]
