"""Who sees, follows up and notes: one table for pages and overviews, and one for what is noted privately."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.agreements.access import agreement_abilities, note_abilities
from plandugnad.agreements.actions.rules import note_rule, settle_note
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import Rule, RuleNote
from plandugnad.agreements.queries.rules import visible_notes
from plandugnad.agreements.taking_out import AgreementsPart
from plandugnad.core.audit import By
from plandugnad.core.models import AuditEvent, Installation, OutgoingMail, SentMail
from plandugnad.notices.models import Notice
from plandugnad.notices.sending import send_digest
from plandugnad.projections.models import ActivityEntry, AttentionEntry, CalendarEntry, FoundEntry
from plandugnad.regions.models import Member
from tests.agreements.builders import a_goal, a_rule, agree
from tests.cast import NAMES, Cast

pytestmark = pytest.mark.django_db

# S: sees what is agreed, F: follows goals up, N: notes that a rule was not kept, C: coordinates.
RIGHTS = {
    "Ingrid": "SFN",
    "Tore": "SFN",
    "Åse": "S",
    "Marit": "SFN",
    "Kåre": "SFNC",
    "Guri": "",
    "Per": "",
    "Lars": "",
    "Nina": "",
    "Even": "",
    "Anna": "",
}
SECRET = "Utkastet kom klokka elleve kvelden før"


def by(person: Person) -> By:
    return By(person.id, str(person))


def noted(cast: Cast, rule: Rule, *, is_private: bool = True) -> RuleNote:
    """By Ingrid, while Kåre coordinates."""
    cast.person("Kåre")
    return note_rule(by(cast.person("Ingrid")), rule, SECRET, is_private=is_private)


def answer(cast: Cast, name: str, address: str, *more: object) -> tuple[int, str]:
    client = Client()
    client.force_login(cast.person(name))
    got = client.get(reverse(address, args=[cast.ytre_fjord.id, *more]))
    return got.status_code, got.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_rights_are_as_in_the_table_and_pages_and_overviews_say_the_same(cast: Cast, name: str) -> None:
    goal, actor, right = a_goal(cast.ytre_fjord), cast.actor(name), RIGHTS[name]
    rule = a_rule(cast.ytre_fjord)
    can = agreement_abilities(actor, cast.ytre_fjord)
    told = (can.can_see, can.can_follow_up, can.can_note, can.can_coordinate)
    assert told == tuple(letter in right for letter in "SFNC")
    for entries in (FoundEntry.objects, CalendarEntry.objects):
        assert entries.visible_to(actor.keys).filter(source_id=goal.id).exists() is can.can_see
    for address in ("agreed", "agreed_goals", "agreed_rules", "agreed_stakeholders", "agreed_steps", "agreed_arenas"):
        assert answer(cast, name, address)[0] == (200 if can.can_see else 404), address
    assert answer(cast, name, "rule_note_new", rule.id)[0] == (200 if can.can_note else 404)
    assert answer(cast, name, "rule_notes")[0] == (200 if can.can_note else 404)


# What Ingrid has noted: privately, openly. R: reads and settles, D: and deletes.
NOTES = {name: ("", "R" if "N" in right else "") for name, right in RIGHTS.items()} | {
    "Ingrid": ("RD", "RD"),
    "Kåre": ("R", "R"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_private_note_is_its_writers_and_the_coordinators_whatever_is_asked(cast: Cast, name: str) -> None:
    rule = a_rule(cast.ytre_fjord)
    notes = [noted(cast, rule, is_private=is_private) for is_private in (True, False)]
    actor = cast.actor(name)
    client = Client()
    client.force_login(cast.person(name))
    for note, right in zip(notes, NOTES[name], strict=True):
        can = note_abilities(actor, note)
        assert (can.can_see, can.can_settle, can.can_delete) == ("R" in right, "R" in right, "D" in right)
        assert (note in visible_notes(actor, cast.ytre_fjord)) is can.can_see
        at = [cast.ytre_fjord.id, note.id]
        assert client.get(reverse("rule_note", args=at)).status_code == (200 if can.can_see else 404)
        assert client.post(reverse("rule_note", args=at)).status_code == (422 if can.can_settle else 404)
        assert client.post(reverse("rule_note_reopen", args=at)).status_code == (302 if can.can_settle else 404)
        assert client.post(reverse("rule_note_delete", args=at)).status_code == (302 if can.can_delete else 404)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("Ingrid", "Kåre")])
def test_no_list_search_calendar_feed_api_or_export_says_that_there_is_a_private_note(cast: Cast, name: str) -> None:
    rule = a_rule(cast.ytre_fjord)
    note = noted(cast, rule)
    keys = cast.actor(name).keys
    for entries in (FoundEntry, CalendarEntry, AttentionEntry, ActivityEntry):
        assert not entries.objects.visible_to(keys).filter(source_id=note.id).exists()
    client = Client()
    client.force_login(cast.person(name))
    place = cast.ytre_fjord.id
    pages = [reverse(address, args=[place]) for address in ("agreed", "agreed_rules", "rule_notes", "collaboration")]
    api = [f"/api/v1/collaborations/{place}", "/api/v1/collaborations"]
    for address in [*pages, *api, "/sok/?q=utkastet", "/aktivitet/", "/kalender/", "/"]:
        told = client.get(address).content.decode()
        assert SECRET not in told, address
        assert str(note.id) not in told, address
        assert reverse("rule_notes", args=[place]) not in told.replace(address, ""), address


def test_what_waits_tells_the_coordinator_of_no_rule_no_words_and_no_writer(cast: Cast) -> None:
    Installation.objects.create(is_demo=True)  # where mail is kept and shown
    kare = cast.person("Kåre")
    rule = a_rule(cast.ytre_fjord)
    note = noted(cast, rule)
    entry = AttentionEntry.objects.get(source_id=note.id)
    assert (entry.title, entry.audience) == ("Ytre Fjord", [f"coordinate:{cast.ytre_fjord.id}"])
    assert Notice.objects.filter(person=kare, source_id=note.id).exists()
    for name in NAMES:
        send_digest(cast.person(name).id, timezone.now(), is_asked_for=True)
    bodies = "\n".join(
        [str(one.body) for one in mail.outbox]
        + [str(row) for model in (OutgoingMail, SentMail) for row in model.objects.values()]
    )
    assert SECRET not in bodies
    assert rule.text not in bodies.replace("Spilleregler", "")
    assert "Les et notat om spillereglene i «Ytre Fjord»" in bodies
    settle_note(by(kare), note, "Vi snakket sammen")
    assert not AttentionEntry.objects.filter(source_id=note.id).exists()


def test_neither_history_nor_export_holds_the_words_of_a_note(cast: Cast) -> None:
    rule = a_rule(cast.ytre_fjord)
    for is_private in (True, False):
        note = noted(cast, rule, is_private=is_private)
        settle_note(by(cast.person("Kåre")), note, SECRET)
    assert SECRET not in str(list(AuditEvent.objects.values())) + str(list(ActivityEntry.objects.values()))
    private = RuleNote.objects.get(is_private=True)
    assert {event.after for event in AuditEvent.objects.filter(subject_id=private.id)} == {None}
    told = b"".join(file.open().read() for file in AgreementsPart().files(cast.fjordvik.id)).decode(errors="ignore")
    assert str(private.id) not in told
    assert str(RuleNote.objects.get(is_private=False).id) in told


def test_who_leaves_the_collaboration_reads_her_own_note_no_more(cast: Cast) -> None:
    rule = a_rule(cast.ytre_fjord)
    note = noted(cast, rule)
    Member.rows.filter(organisation=cast.fjordvik).update(left_at=timezone.now())
    assert not note_abilities(cast.actor("Ingrid"), note).can_see
    assert not visible_notes(cast.actor("Ingrid"), cast.ytre_fjord).exists()


def test_a_private_note_does_not_show_in_the_step_that_is_suggested_to_others(cast: Cast) -> None:
    rule = a_rule(cast.ytre_fjord)
    noted(cast, rule)
    told = {name: answer(cast, name, "rule_note_new", rule.id)[1] for name in ("Tore", "Kåre", "Ingrid")}
    assert "En rolig samtale" in told["Tore"]
    assert "Ta det opp i gruppen" in told["Kåre"]
    assert "Ta det opp i gruppen" in told["Ingrid"]


CLOSED: dict[str, Callable[[Cast], str]] = {
    "agreement_withdraw": lambda cast: str(agree(cast.ytre_fjord, AgreementKind.RULES).id),
    "agreement_restore": lambda cast: str(agree(cast.ytre_fjord, AgreementKind.RULES).id),
}


@pytest.mark.parametrize("address", CLOSED)
@pytest.mark.parametrize("name", NAMES)
def test_only_who_coordinates_withdraws_what_is_published(cast: Cast, address: str, name: str) -> None:
    client = Client()
    client.force_login(cast.person(name))
    got = client.post(reverse(address, args=[cast.ytre_fjord.id, CLOSED[address](cast)]))
    assert got.status_code == (302 if "C" in RIGHTS[name] else 404)
