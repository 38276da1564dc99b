import re
from datetime import timedelta

import pytest
from django.urls import reverse

from plandugnad.core.models import AuditEvent
from plandugnad.plans import actions
from plandugnad.plans.kinds import LinkKind
from plandugnad.plans.models import Plan
from plandugnad.plans.queries.history import HistoryLine, latest_events, latest_lines, told_of_in
from plandugnad.plans.queries.relatives import read_relatives
from tests.cast import Cast
from tests.plans.builders import INGRID, SQUARE, TORE, browser, fresh, make_plan


def lines_of(cast: Cast, plan: Plan, name: str = "Ingrid") -> list[HistoryLine]:
    events = latest_events(plan)
    actor = cast.actor(name)
    return latest_lines(events, read_relatives(actor, plan, told_of_in(events)).names, actor.reads)


def told(cast: Cast, plan: Plan, name: str = "Ingrid") -> list[str]:
    lines = lines_of(cast, plan, name)
    return [
        f"{line.sentence} | " + "; ".join(f"{c.label}: {c.before} → {c.after}" for c in line.changes) for line in lines
    ]


def test_each_line_says_who_did_what_and_what_it_was_before(cast: Cast) -> None:
    parent = make_plan(cast.fjordvik, "Samfunnsdelen")
    plan = make_plan(cast.fjordvik, status="in_process")
    values = {
        "status": "adopted",
        "adopted": "2019-06-12",
        "parent_id": parent.pk,
        "themes": ["klima"],
        "extent": SQUARE,
    }
    actions.change_plan(TORE, plan, values)
    assert told(cast, plan)[0].replace("\u00a0", " ") == (
        "Tore Eksempel endret planen | Status: Under arbeid → Vedtatt; Vedtatt: tomt → 12. juni 2019; "
        "Forankret i: tomt → Samfunnsdelen; Tema: tomt → klima; Kartutstrekning: tomt → 1 flate, omtrent 1 310 daa"
    )
    assert told(cast, plan)[1] == "Ingrid Eksempel la inn planen | "


def test_what_hangs_on_the_plan_is_told_of_too(cast: Cast) -> None:
    plan, other = make_plan(cast.fjordvik), make_plan(cast.fjordvik, "Arealdelen")
    document = actions.add_address(INGRID, plan, "Vedtaket", "https://eksempel.no")
    actions.remove_document(INGRID, document)
    actions.unlink_plans(INGRID, actions.link_plans(INGRID, plan, LinkKind.ELABORATES, other))
    actions.share_plan(INGRID, plan, cast.county)
    assert [line.split(" | ")[0].removeprefix("Ingrid Eksempel ") for line in told(cast, plan)] == [
        "delte planen med Eksempelfylket",
        "tok bort at planen utdyper «Arealdelen»",
        "la til at planen utdyper «Arealdelen»",
        "fjernet dokumentet «Vedtaket»",
        "la til dokumentet «Vedtaket»",
    ]


def test_the_history_names_no_plan_the_reader_may_not_see(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    actions.link_plans(INGRID, plan, LinkKind.ELABORATES, make_plan(cast.lyngmo, "Lyngmos plan", status="adopted"))
    assert "«Lyngmos plan»" in told(cast, plan)[0]
    assert "«en plan du ikke ser»" in told(cast, plan, "Åse")[0]


def test_restoring_shows_first_what_it_will_change_and_is_told_of_afterwards(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, status="idea")
    event = AuditEvent.objects.get(subject_id=plan.pk)
    actions.change_plan(TORE, plan, {"status": "adopted"})
    client, address = browser(cast.person("Ingrid")), reverse("plan_restore", args=[plan.pk, event.pk])
    content = client.get(address).content.decode()
    assert re.findall(r"<bdi>([^<]*)</bdi>", content)[-2:] == ["Vedtatt", "Idé"]
    assert fresh(plan).status == "adopted"
    client.post(address)
    assert fresh(plan).status == "idea"
    assert "gjenopprettet planen slik den var" in told(cast, plan)[0]
    assert "allerede slik" in client.get(address).content.decode()


def test_a_restoring_that_is_no_longer_possible_is_refused_in_words(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, national_plan_id="77")
    event = AuditEvent.objects.get(subject_id=plan.pk)
    actions.change_plan(INGRID, plan, {"national_plan_id": ""})
    make_plan(cast.fjordvik, "Den nye", national_plan_id="77")
    client = browser(cast.person("Ingrid"))
    content = client.post(reverse("plan_restore", args=[plan.pk, event.pk]), follow=True).content.decode()
    assert "«Den nye» har denne planID-en fra før." in content
    assert fresh(plan).national_plan_id == ""


def test_an_event_of_another_plan_cannot_be_restored_to(cast: Cast) -> None:
    plan, other = make_plan(cast.fjordvik), make_plan(cast.fjordvik, "Annen")
    event = AuditEvent.objects.get(subject_id=other.pk)
    assert browser(cast.person("Ingrid")).post(reverse("plan_restore", args=[plan.pk, event.pk])).status_code == 404


@pytest.mark.parametrize(
    ("verb", "before", "said"),
    [("import_created", None, "importerte planen"), ("import_changed", {"status": ""}, "endret planen ved import")],
)
def test_lines_from_an_import_say_so(cast: Cast, verb: str, before: dict[str, str] | None, said: str) -> None:
    plan = make_plan(cast.fjordvik)
    newest = AuditEvent.objects.get(subject_id=plan.pk)
    AuditEvent.objects.create(
        verb=verb, by_name="Kåre", subject_type="plans.plan", subject_id=plan.pk, batch_id=plan.pk, before=before,
        after={"status": "adopted"}, made_at=newest.made_at + timedelta(seconds=1),
    )  # fmt: skip
    assert told(cast, plan)[0].startswith(f"Kåre {said}")


def test_the_whole_history_is_fifty_lines_a_page(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik)
    for number in range(60):
        actions.change_plan(TORE, fresh(plan), {"goal": f"Mål {number}"})
    client, address = browser(cast.person("Ingrid")), reverse("plan_history", args=[plan.pk])
    first, second = (client.get(f"{address}?side={number}").content.decode() for number in (1, 2))
    assert (first.count("Tore Eksempel endret"), second.count("Tore Eksempel endret")) == (50 + 49, 10 + 10)
    assert "Ingrid Eksempel la inn planen" in second


def test_only_lines_that_left_the_fields_in_another_state_can_be_gone_back_to(cast: Cast) -> None:
    plan, other = make_plan(cast.fjordvik, status="idea"), make_plan(cast.fjordvik, "Arealdelen")
    actions.change_plan(TORE, plan, {"status": "adopted"})
    actions.link_plans(INGRID, plan, LinkKind.ELABORATES, other)
    lines = lines_of(cast, plan)
    assert [line.can_restore for line in lines] == [False, False, True]
