"""What the law demands that a notice says: there is a place to write it, and what is not in the text is said."""

from uuid import uuid4

import pytest
from django.urls import reverse

from plandugnad.processes.models import Announcement, Process
from plandugnad.processes.notice import actions
from plandugnad.processes.notice.content import lacking
from plandugnad.processes.notice.demanded import demanded
from plandugnad.processes.notice.models import Channel
from plandugnad.processes.notice.retention.erasing import erase_recipients
from plandugnad.processes.notice.wording import proposed
from tests.cast import Cast
from tests.processes.builders import DAY, INGRID, a_plan, a_process, at_screen
from tests.processes.test_notice import read

pytestmark = pytest.mark.django_db

DEMANDED = {
    "initiative_at": "vedlagt",
    "minutes_at": "solbakken.example/referat",
    "area": "se kartet som er vedlagt",
    "assessment": "Planen trenger ikke\nkonsekvensutredning.",
}


def private_plan(cast: Cast) -> Process:
    return a_process(a_plan(cast.fjordvik, "Solbakken", "zoning_detail"), "REG", private=True)


def test_the_notice_of_start_has_a_place_for_all_the_list_of_the_law_demands(cast: Cast) -> None:
    process = private_plan(cast)
    items = [item for form in demanded()["REG-3"].forms for item in form.items.values()]
    assert all(item.fact for item in items)
    text = proposed(process, demanded()["REG-3"], Announcement(process=process, code="REG-3"))
    for missing in ("[hvor planinitiativet er]", "[hvor referatet", "[grensen for planområdet]", "[om planen trenger"):
        assert missing in text
    client, address = at_screen(cast, "Ingrid"), reverse("notice_facts", args=[process.id, "REG-3"])
    assert client.post(address, {"seen": "1"} | DEMANDED).status_code == 302
    page = client.get(reverse("notice", args=[process.id, "REG-3"])).content.decode()
    for said in (
        "Planinitiativ: vedlagt", "Referat fra oppstartsmøtet: solbakken.example/referat",
        "Planområdet: se kartet som er vedlagt", "Kommunens syn på konsekvensutredning: Planen trenger ikke",
    ):  # fmt: skip
        assert said in page


def test_it_is_said_in_nynorsk_where_the_municipality_writes_that(cast: Cast) -> None:
    process = a_process(a_plan(cast.lyngmo, "Solbakken", "zoning_detail"), "REG", private=True)
    text = proposed(process, demanded()["REG-3"], Announcement(process=process, code="REG-3", **DEMANDED))
    assert "Referat frå oppstartsmøtet: solbakken.example/referat" in text
    assert "Synet til kommunen på konsekvensutgreiing: Planen" in text


def test_a_plan_of_the_municipality_itself_has_no_initiative_to_attach(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik, "Sentrum", "zoning_detail"), "REG", private=False)
    text = proposed(process, demanded()["REG-3"], Announcement(process=process, code="REG-3"))
    assert "Planinitiativ" not in text
    assert "[grensen for planområdet]" in text
    (form,) = read(process, "REG-3", DAY).forms
    assert [item.letter for item in form.items] == ["c", "d"]
    page = at_screen(cast, "Ingrid").get(reverse("notice_facts", args=[process.id, "REG-3"])).content.decode()
    assert "initiative_at" not in page
    assert "assessment" in page


def test_she_who_is_erased_is_not_left_in_what_the_notice_says(cast: Cast) -> None:
    process = private_plan(cast)
    kari = actions.Chosen("owners", "Kari Grande", "Storgata 4", is_own=True, is_private=True)
    actions.choose_recipients(INGRID, process, "REG-3", [kari], seen=1)
    said = {name: f"Ved tomten til Kari Grande ({name})" for name in (*DEMANDED, "reference")}
    actions.write_facts(INGRID, process, "REG-3", said, seen=2)
    erase_recipients(INGRID, Announcement.objects.get())
    kept = Announcement.objects.get()
    assert [getattr(kept, name) for name in said if "Grande" in getattr(kept, name)] == []


def test_a_step_without_such_a_list_asks_for_none_of_it(cast: Cast) -> None:
    process = a_process(a_plan(cast.fjordvik))
    page = at_screen(cast, "Ingrid").get(reverse("notice_facts", args=[process.id, "KPA-7"])).content.decode()
    assert not [name for name in DEMANDED if f'name="{name}"' in page]


def test_the_list_says_of_each_item_whether_it_is_in_the_text(cast: Cast) -> None:
    process, client = private_plan(cast), at_screen(cast, "Ingrid")
    page = reverse("notice", args=[process.id, "REG-3"])
    assert client.get(page).content.decode().count("Står ikke i teksten.") == 4
    actions.write_facts(INGRID, process, "REG-3", DEMANDED, seen=1)
    shown = client.get(page).content.decode()
    assert shown.count("Står i teksten.") == 4
    own = {"seen": "2", "text": "Varsel\n\nPlaninitiativ: vedlagt. Planen trenger ikke konsekvensutredning."}
    assert client.post(reverse("notice_text", args=[process.id, "REG-3", "newspaper"]), own).status_code == 302
    shown = client.get(page).content.decode()
    assert shown.count("Står i teksten.") == 2
    assert shown.count("Står ikke i teksten til") == 2


def test_what_is_not_ticked_and_what_is_not_in_the_text_is_said_before_it_is_noted(cast: Cast) -> None:
    process, client = private_plan(cast), at_screen(cast, "Ingrid")
    address = reverse("notice_proof", args=[process.id, "REG-3"])
    given = {"id": str(uuid4()), "channel": "web", "place": "nettsiden", "announced_on": "07.09.2026", "se": "1"}
    said = client.post(address, given).content.decode()
    assert "Ikke krysset av i listen «Varselet om oppstart»: a) planinitiativet er vedlagt" in said
    assert "Dette krever loven, og det står ikke i teksten: a) planinitiativet" in said
    actions.write_facts(INGRID, process, "REG-3", DEMANDED, seen=1)
    actions.tick(INGRID, process, "REG-3", [f"notice:{letter}" for letter in "abc"], seen=2)
    said = client.post(address, given).content.decode()
    assert "Ikke krysset av i listen «Varselet om oppstart»: d) det står hva kommunen mener" in said
    assert "det står ikke i teksten" not in said
    actions.tick(INGRID, process, "REG-3", [f"notice:{letter}" for letter in "abcd"], seen=3)
    assert lacking(read(process, "REG-3", DAY), Channel.WEB) == []
    assert "Ikke krysset av" not in client.post(address, given).content.decode()
