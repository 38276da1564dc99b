"""Who is asked for their view of a planning strategy."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document

from plandugnad.core.audit import SYSTEM
from plandugnad.core.erasing import erase
from plandugnad.core.models import AuditEvent
from plandugnad.processes.actions import begin_process, set_dates
from plandugnad.processes.dates import Dates, Place
from plandugnad.strategies.asking import actions
from plandugnad.strategies.asking.models import AskedParty
from plandugnad.strategies.asking.proposing import proposed
from plandugnad.strategies.asking.queries import read_asked
from plandugnad.strategies.models import Strategy
from tests.cast import Cast
from tests.plans.builders import INGRID, browser
from tests.strategies.builders import a_strategy, adopted

TODAY = date(2023, 11, 15)


def at(strategy: Strategy, rest: str = "") -> str:
    return f"/planstrategi/{strategy.id}/spurt/{rest}"


def a_party(strategy: Strategy, name: str = "NVE", **values: Any) -> AskedParty:
    return actions.add_party(INGRID, strategy, {"kind": "state", "name": name, **values})


def test_those_the_law_points_to_are_proposed_and_added_in_one_click(cast: Cast) -> None:
    assert cast.ytre_fjord
    strategy, client = a_strategy(cast.fjordvik), browser(cast.person("Ingrid"))
    page = client.get(at(strategy)).content.decode()
    assert "Statsforvalteren i Eksempelfylket" in page
    client.post(at(strategy, "forslag/"), {"usual": "1"})
    names = set(AskedParty.objects.values_list("kind", "name"))
    assert {("state", "Statsforvalteren i Eksempelfylket"), ("region", "Eksempelfylket")} <= names
    client.post(at(strategy, "forslag/"), {"usual": "1"})
    assert AskedParty.objects.count() == len(names)


def test_where_the_outlines_are_not_known_neighbours_are_chosen_by_hand(cast: Cast) -> None:
    assert cast.ytre_fjord
    strategy = a_strategy(cast.fjordvik)
    neighbours = [one for one in proposed(strategy) if one.kind == "neighbour"]
    assert [one.name for one in neighbours] == ["Lyngmo kommune"]
    assert not any(one.is_usual for one in neighbours)
    client = browser(cast.person("Ingrid"))
    assert "vet ikke hvem som er naboer" in client.get(at(strategy, "forslag/")).content.decode()
    client.post(at(strategy, "forslag/"), {"neighbour": [neighbours[0].key]})
    assert AskedParty.objects.get().organisation == cast.lyngmo


def test_nothing_ticked_is_said_in_words(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    refused = browser(cast.person("Ingrid")).post(at(strategy, "forslag/"), {})
    assert refused.status_code == 422
    assert "Kryss av for minst én" in refused.content.decode()


def test_a_letter_that_is_sent_gives_six_weeks_unless_somebody_says_otherwise(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    a_party(strategy)
    browser(cast.person("Ingrid")).post(at(strategy, "sendt/"), {"asked_on": "15.11.2023", "answer_by": ""})
    party = AskedParty.objects.get()
    assert (party.asked_on, party.answer_by) == (TODAY, date(2023, 12, 27))
    assert actions.note_asked(INGRID, strategy, TODAY, None) == 0


def test_an_answer_that_is_due_before_the_question_is_refused_and_nothing_typed_is_lost(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    party = a_party(strategy)
    given = {
        "kind": "state",
        "name": "NVE",
        "asked_on": "15.11.2023",
        "answer_by": "1.11.2023",
        "said": "Flom.",
        "seen": 1,
    }
    refused = browser(cast.person("Ingrid")).post(at(strategy, f"{party.id}/"), given)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Svarfristen er før dagen dere spurte" in page
    assert "Flom." in page
    with pytest.raises(ValidationError):
        actions.note_asked(INGRID, strategy, TODAY, TODAY - timedelta(days=1))


def test_two_who_write_of_the_same_answer_lose_nothing(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    party = a_party(strategy)
    client = browser(cast.person("Ingrid"))
    given = {"kind": "state", "name": "NVE", "said": "Mitt.", "seen": party.version}
    actions.change_party(INGRID, party, {"said": "Deres."})
    conflict = client.post(at(strategy, f"{party.id}/"), given)
    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Deres." in page
    assert "Mitt." in page
    client.post(at(strategy, f"{party.id}/"), given | {"seen": conflict.context["form"]["seen"].value()})
    assert AskedParty.objects.get().said == "Mitt."


def test_what_the_law_asks_for_is_told_as_met_when_each_kind_is_asked(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    for kind in ("state", "region"):
        a_party(strategy, kind, kind=kind, asked_on=TODAY)
    page = read_asked(strategy, TODAY)
    assert [demand.is_met for demand in page.demands] == [True, True, False]
    assert not page.is_met
    a_party(strategy, "Lyngmo kommune", kind="neighbour", asked_on=TODAY)
    assert read_asked(strategy, TODAY).is_met
    assert len(read_asked(strategy, TODAY + timedelta(weeks=7)).late) == 3


def test_one_taken_out_by_mistake_comes_back_with_what_was_said(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    party = a_party(strategy, said="Husk flom.")
    client = browser(cast.person("Ingrid"))
    assert "undo:" in str(
        next(iter(client.post(at(strategy, f"{party.id}/fjern/"), follow=True).context["messages"])).extra_tags
    )
    assert "NVE" not in client.get(at(strategy)).context["page"].parties
    client.post(at(strategy, f"{party.id}/hent-tilbake/"))
    assert read_asked(strategy, TODAY).parties[0].said == "Husk flom."


def test_the_letter_is_in_the_municipalitys_written_standard_a_sheet_for_each(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    for name in ("NVE", "Statens vegvesen"):
        a_party(strategy, name)
    client = browser(cast.person("Ingrid"))
    made = Document(io.BytesIO(client.get(at(strategy, "brev/docx/")).content))
    told = "\n".join(one.text for one in made.paragraphs)
    assert "Fjordvik kommune ber om synspunkter til planstrategien 2023–2027" in told
    assert "plan- og bygningsloven § 10-1" in told
    assert "NVE" in told
    assert "Statens vegvesen" in told
    assert client.get(at(strategy, "brev/pdf/")).content[:5] == b"%PDF-"
    assert client.get(at(strategy, "brev/exe/")).status_code == 404


def test_the_days_of_the_list_are_offered_to_the_process_and_the_other_way(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    process = begin_process(INGRID, strategy.plan, "KPS-STRAT", {}, {})
    client = browser(cast.person("Ingrid"))
    a_party(strategy, asked_on=TODAY)
    assert "Før dagene inn i prosessen" in client.get(at(strategy)).content.decode()
    client.post(at(strategy, "dato/"))
    assert process.dates.get(code="KPS-STRAT-3", mark="done").happened_on == TODAY
    assert process.dates.get(code="KPS-STRAT-3", mark="closed").happened_on == date(2023, 12, 27)
    assert "Før dagene inn i prosessen" not in client.get(at(strategy)).content.decode()
    set_dates(INGRID, process, {Place("KPS-STRAT-3"): Dates(happened_on=date(2023, 11, 20))})
    a_party(strategy, "DSB")
    assert client.get(at(strategy)).context["sent"].initial["asked_on"] == date(2023, 11, 20)


@pytest.mark.parametrize(
    ("who", "sees", "writes"),
    [("Ingrid", 200, 302), ("Tore", 200, 302), ("Åse", 200, 404), ("Guri", 404, 404), ("Marit", 404, 404)],
)
def test_who_sees_what_was_asked_and_said(cast: Cast, who: str, sees: int, writes: int) -> None:
    """Elected representatives follow it; when it is adopted, what was weighed stays within."""
    strategy, person = a_strategy(cast.fjordvik), cast.person(who)
    client = browser(person)
    assert client.get(at(strategy)).status_code == sees
    assert client.post(at(strategy, "sendt/"), {"asked_on": "15.11.2023"}).status_code == writes
    adopted(strategy)
    assert client.get(at(strategy)).status_code == sees


def test_a_longer_list_asks_the_database_no_more(cast: Cast) -> None:
    strategy, client = a_strategy(cast.fjordvik), browser(cast.person("Ingrid"))
    a_party(strategy, asked_on=TODAY)
    client.get(at(strategy))
    with CaptureQueriesContext(connection) as few:
        client.get(at(strategy))
    for number in range(30):
        a_party(strategy, f"Organ {number}", asked_on=TODAY)
    with CaptureQueriesContext(connection) as many:
        client.get(at(strategy))
    assert len(many) <= len(few)


def test_all_that_is_done_is_in_the_history(cast: Cast) -> None:
    strategy = a_strategy(cast.fjordvik)
    party = a_party(strategy)
    actions.change_party(INGRID, party, {"answered_on": timezone.localdate(), "said": "Flom."})
    event = AuditEvent.objects.get(verb="strategy_party_changed")
    assert (event.organisation_id, (event.after or {})["said"]) == (cast.fjordvik.id, "Flom.")


def test_a_person_who_was_asked_and_is_erased_is_no_longer_named(cast: Cast) -> None:
    strategy, even = a_strategy(cast.fjordvik), cast.person("Even")
    party = a_party(strategy, even.name, kind="other")
    erase(SYSTEM, even, [even.name, even.email])
    party.refresh_from_db()
    assert even.name not in party.name
