"""Ingrid asks to be forgotten."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from plandugnad.accounts.models import Person
from plandugnad.core import sealing
from plandugnad.core.audit import SYSTEM, By
from plandugnad.core.models import AuditEvent
from plandugnad.plans.actions import change_plan
from plandugnad.projections.models import ActivityEntry
from plandugnad.regions.actions import give_role, invite
from plandugnad.regions.models import Invitation, Membership
from plandugnad.regions.queries.people import administrator_role
from tests.cast import Cast
from tests.plans.builders import make_plan


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
