"""Ingrid asks to be forgotten."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from plandugnad.accounts.models import LinkedIdentity, Person
from plandugnad.api.actions import make_token
from plandugnad.api.models import ApiToken
from plandugnad.boundaries.models import BoundarySet
from plandugnad.core import sealing
from plandugnad.core.audit import SYSTEM, By
from plandugnad.core.erasing import kept_names
from plandugnad.core.files import store
from plandugnad.core.models import AuditEvent, OutgoingMail, SentMail
from plandugnad.learning.actions import complete
from plandugnad.learning.models import ModuleDone
from plandugnad.meetings.actions.agenda import promise, set_done
from plandugnad.meetings.actions.feeds import make_feed
from plandugnad.meetings.actions.importing import start_import
from plandugnad.meetings.models import Feed, MeetingImport
from plandugnad.meetings.reading.opening import read_pasted
from plandugnad.plans.actions import change_plan
from plandugnad.projections.models import ActivityEntry, AttentionEntry
from plandugnad.regions import coordinating
from plandugnad.regions.actions import give_role, invite
from plandugnad.regions.models import Invitation, Membership
from plandugnad.regions.queries.people import administrator_role
from plandugnad.worksheets.anonymous import Sent, add_card
from plandugnad.worksheets.confidential.circle import delete_what_nobody_is_in
from plandugnad.worksheets.models import AnonymousCard, ScaleAnswer, Sheet
from tests.cast import Cast
from tests.meetings.builders import a_body, a_meeting
from tests.plans.builders import make_plan
from tests.worksheets.confidential.making import answers, compass
from tests.worksheets.making import begin_anonymous


def erase(*words: str) -> str:
    told = StringIO()
    call_command("erase_person", *words, stdout=told)
    return told.getvalue()


def everything() -> str:
    return "\n".join(str(list(model.objects.values())) for model in (AuditEvent, ActivityEntry, Person, Invitation))


def test_her_name_and_address_leave_the_account_and_the_history_but_what_was_done_stays(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    email, name = ingrid.email, ingrid.name
    invite(SYSTEM, cast.fjordvik, Membership.objects.filter(person=ingrid)[0].role, email, name)
    plan = make_plan(cast.fjordvik, "Kulturplan")
    change_plan(By(ingrid.id, name), plan, {"status": "adopted", "responsible": "Kultursjefen"})
    sealing.seal_all()
    count = AuditEvent.objects.count()
    client = Client()
    client.force_login(ingrid)

    assert "Gjelder" in erase(email)
    assert Person.objects.get(id=ingrid.id).name == name
    assert "Slettet." in erase(email, "--yes")

    assert email not in everything()
    assert name not in {event.by_name for event in AuditEvent.objects.filter(by_id=ingrid.id)}
    assert ActivityEntry.objects.get(by_id=ingrid.id, verb="plan_changed").by_name == "(anonym)"
    assert AuditEvent.objects.count() >= count
    changed = AuditEvent.objects.get(subject_id=plan.id, verb="plan_changed")
    assert (changed.after or {})["status"] == "adopted"
    assert not Membership.objects.filter(person=ingrid, ended_at=None).exists()
    assert client.get("/").headers.get("Location", "").startswith("/") or "Logg inn" in client.get("/").content.decode()
    assert sealing.check().wrong == []


def test_nobody_is_erased_twice_or_by_mistake_and_the_only_administrator_not_at_all(cast: Cast) -> None:
    with pytest.raises(CommandError, match="Ingen logger inn med"):
        erase("ingen@fjordvik.example", "--yes")
    tore = cast.person("Tore")
    erase(tore.email, "--yes")
    with pytest.raises(CommandError, match="slettet fra før"):
        erase(Person.objects.get(id=tore.id).email, "--yes")
    only = Person.objects.create(email="styrer@fjordvik.example", name="Styrer Eksempel")
    Membership.objects.filter(role=administrator_role()).delete()
    give_role(SYSTEM, only, None, administrator_role())
    with pytest.raises(CommandError, match="eneste administratoren"):
        erase(only.email, "--yes")
    assert Person.objects.get(id=only.id).name == "Styrer Eksempel"


def test_her_own_ways_in_go_with_her_and_her_identity_is_free_for_a_new_account(cast: Cast) -> None:
    ingrid, told = cast.person("Ingrid"), {"provider": "porten", "issuer": "https://inn.example", "subject": "abc"}
    by = By(ingrid.id, str(ingrid))
    LinkedIdentity.objects.create(person=ingrid, **told)
    make_token(by, ingrid, "Regnearket", ["read:plans"], timezone.now() + timedelta(days=30), has_two_steps=False)
    make_feed(by, ingrid.id, None)
    other = cast.person("Tore")
    make_feed(By(other.id, str(other)), other.id, cast.fjordvik)
    erase(ingrid.email, "--yes")
    assert not ApiToken.objects.exists()
    assert [feed.person for feed in Feed.objects.all()] == [other]
    again = Person.objects.create_user("ny@eksempel.no", name="Ny Eksempel")
    assert LinkedIdentity.objects.create(person=again, **told).person == again
    assert Membership.objects.filter(person=ingrid).exists()  # who took part, is not her own alone


def test_mail_to_another_whose_address_ends_with_hers_stays(cast: Cast) -> None:
    ola = Person.objects.create_user("ola@eksempel.no", name="Ola Eksempel")
    for to in ("ola@eksempel.no", "Ola@Eksempel.no", "nicola@eksempel.no"):
        OutgoingMail.objects.create(to=to, good_until=timezone.now())
        SentMail.objects.create(to=to, subject="Kode", body="123")
    SentMail.objects.create(to="tore@eksempel.no, ola@eksempel.no", subject="Referat", body="")
    erase(ola.email, "--yes")
    assert [mail.to for mail in OutgoingMail.objects.all()] == ["nicola@eksempel.no"]
    assert [mail.to for mail in SentMail.objects.all()] == ["nicola@eksempel.no"]


def test_the_line_that_says_she_coordinates_no_longer_has_her_name(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    coordinating.name_coordinator(cast.actor("Kåre").by, cast.ytre_fjord, ingrid)
    coordinating.name_coordinator(cast.actor("Kåre").by, cast.ytre_fjord, cast.person("Tore"))
    erase(ingrid.email, "--yes")
    told = set(ActivityEntry.objects.filter(verb="coordinator_named").values_list("title", flat=True))
    assert told == {"(anonym)", "Tore Eksempel"}


def test_her_name_leaves_files_of_boundaries_imports_of_meetings_and_what_she_did(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    by = By(ingrid.id, str(ingrid))
    file = store(ContentFile(b"{}").chunks())
    BoundarySet.objects.create(file=file, file_name="kommuner", year=2024, by_id=by.id, by_name=by.name)
    start_import(by, cast.fjordvik, "pasted", read_pasted("Kommunestyret 18.02.2027", year=2027))
    row = promise(by, a_meeting(a_body(cast.fjordvik)), {"what": "Ringe fylket"})
    set_done(by, row, is_done=True)
    erase(ingrid.email, "--yes")
    row.refresh_from_db()
    held = BoundarySet.objects.get().by_name, MeetingImport.objects.get().by_name, row.done_by_name
    assert held == ("(anonym)",) * 3


def test_her_answers_in_a_private_sheet_go_with_her_and_with_the_last_party_the_sheet(cast: Cast) -> None:
    sheet = compass(cast)
    for name, step in (("Ingrid", "growing"), ("Marit", "personal")):
        answers(cast, sheet, name, step)
    erase(cast.person("Ingrid").email, "--yes")
    assert [one.person for one in ScaleAnswer.objects.all()] == [cast.people["Marit"]]
    assert [one.person for one in sheet.participants.all()] == [cast.people["Marit"]]
    assert delete_what_nobody_is_in() == 0
    erase(cast.person("Marit").email, "--yes")
    assert delete_what_nobody_is_in() == 1
    assert not Sheet.objects.exists()
    assert not AttentionEntry.objects.filter(source="worksheets.waiting").exists()


def test_a_card_of_hers_that_waits_goes_with_her_and_nobody_else_s(cast: Cast) -> None:
    sheet = begin_anonymous(cast)
    for name in ("Ingrid", "Marit"):
        add_card(cast.actor(name), sheet.id, "hard", Sent("a" * 20, f"Fra {name}", waits=True))
    erase(cast.person("Ingrid").email, "--yes")
    assert [one.text for one in AnonymousCard.objects.all()] == ["Fra Marit"]


def test_what_she_has_gone_through_of_the_training_goes_with_her(cast: Cast) -> None:
    ase, tore = cast.person("Åse"), cast.person("Tore")
    for person in (ase, tore):
        complete(person.pk, "planbehov")
    erase(ase.email, "--yes")
    assert [row.person for row in ModuleDone.objects.all()] == [tore]


def test_every_kept_name_stands_beside_whose_it_is() -> None:
    alone = [
        f"{model._meta.label}.{name}"
        for model, whose, name in kept_names()
        if whose not in {field.name for field in model._meta.concrete_fields}
    ]
    assert alone == []


def test_her_name_leaves_the_meetings_where_it_was_written_who_leads_them_and_others_stay(cast: Cast) -> None:
    ingrid = cast.person("Ingrid")
    body = a_body(cast.fjordvik)
    hers = a_meeting(body, chair=f"Leder {ingrid.name}", preparer=f"{ingrid.name}-Dahl")
    erase(ingrid.email, "--yes")
    hers.refresh_from_db()
    assert (hers.chair, hers.preparer) == ("Leder (anonym)", f"{ingrid.name}-Dahl")
    made = AuditEvent.objects.get(subject_id=hers.id, verb="meeting_made")
    assert (made.after or {})["chair"] == "Leder (anonym)"
