"""A rule of Ytre Fjord was not kept."""

from dataclasses import fields

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from plandugnad.accounts.models import Person
from plandugnad.agreements.actions.rules import delete_note, note_rule, reopen_note, settle_note
from plandugnad.agreements.kinds import AgreementKind
from plandugnad.agreements.models import RuleNote
from plandugnad.agreements.published import Rule as PublishedRule
from plandugnad.agreements.queries.rules import NoteNow, ThemeOfRules
from plandugnad.agreements.responding import ladder, suggested
from plandugnad.core.audit import By
from plandugnad.projections.models import ActivityEntry, AttentionEntry
from plandugnad.regions.models import Membership
from tests.agreements.builders import ANSWERS, IN_TIME, a_rule, agree
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def by(person: Person) -> By:
    return By(person.id, str(person))


def client_of(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.person(name))
    return client


def test_the_rules_stand_by_theme_with_what_is_done(cast: Cast) -> None:
    a_rule(cast.ytre_fjord)
    found = client_of(cast, "Åse").get(reverse("agreed_rules", args=[cast.ytre_fjord.id])).content.decode()
    for words in ("Forberedelser", IN_TIME.text, IN_TIME.why, IN_TIME.first_response, IN_TIME.next_response):
        assert words in found
    assert found.index("Gi tilbakemelding") < found.index("Forberedelser")
    assert "Regelen ble ikke fulgt" not in found
    assert (
        "Regelen ble ikke fulgt"
        in client_of(cast, "Ingrid").get(reverse("agreed_rules", args=[cast.ytre_fjord.id])).content.decode()
    )


@pytest.mark.parametrize(
    ("earlier", "name", "agreed"),
    [
        (0, "En rolig samtale", "Ring"),
        (1, "Ta det opp i gruppen", "Møt"),
        (2, "Ta det med lederne", ""),
        (3, "Ta det til styringsgruppen", ""),
        (40, "Ta det til styringsgruppen", ""),
    ],
)
def test_the_response_grows_with_what_is_not_settled(earlier: int, name: str, agreed: str) -> None:
    found = suggested(earlier, "Ring", "Møt")
    assert (str(found.name), found.agreed) == (name, agreed)
    assert str(ladder()[min(earlier, 3)].name) == name


def test_what_is_settled_does_not_count_and_each_rule_is_by_itself(cast: Cast) -> None:
    rule, ingrid = a_rule(cast.ytre_fjord), by(cast.person("Ingrid"))
    other = rule.agreement.rules.get(item=ANSWERS.item)
    first = note_rule(ingrid, rule, "En gang", is_private=False)
    note_rule(ingrid, other, "En annen regel", is_private=False)
    second = note_rule(ingrid, rule, "En gang til", is_private=False)
    marit = client_of(cast, "Marit")

    def step() -> str:
        found: NoteNow = marit.get(reverse("rule_note", args=[cast.ytre_fjord.id, second.id])).context["now"]
        return str(found.response.name)

    assert step() == "Ta det opp i gruppen"
    settle_note(by(cast.person("Marit")), first, "Vi snakket om det")
    assert step() == "En rolig samtale"
    reopen_note(by(cast.person("Marit")), first)
    assert step() == "Ta det opp i gruppen"


def test_ingrid_notes_it_openly_and_marit_says_what_they_did(cast: Cast) -> None:
    rule, place = a_rule(cast.ytre_fjord), cast.ytre_fjord.id
    ingrid, marit = client_of(cast, "Ingrid"), client_of(cast, "Marit")
    address = reverse("rule_note_new", args=[place, rule.id])
    token = ingrid.get(address).context["form"]["token"].value()
    said = {"token": token, "what": "Utkastet kom samme dag", "way": "open"}
    assert ingrid.post(address, said | {"what": " "}).status_code == 422
    for _twice in range(2):
        ingrid.post(address, said)
    note = RuleNote.objects.get()
    assert ActivityEntry.objects.get(verb="rule_noted").title == rule.text
    at = reverse("rule_note", args=[place, note.id])
    assert "Utkastet kom samme dag" in marit.get(at).content.decode()
    assert "Vi flyttet fristen" in marit.post(at, {"how": "Vi flyttet fristen"}, follow=True).content.decode()
    assert marit.post(reverse("rule_note_delete", args=[place, note.id])).status_code == 404
    assert ingrid.post(reverse("rule_note_delete", args=[place, note.id])).status_code == 302
    assert not RuleNote.objects.exists()


def test_nobody_is_written_to_privately_where_nobody_coordinates(cast: Cast) -> None:
    rule = a_rule(cast.ytre_fjord)
    Membership.objects.filter(collaboration=cast.ytre_fjord).update(ended_at=timezone.now())
    with pytest.raises(ValidationError, match="Ingen koordinerer"):
        note_rule(by(cast.person("Ingrid")), rule, "Bare til deg", is_private=True)
    page = client_of(cast, "Ingrid").post(
        reverse("rule_note_new", args=[cast.ytre_fjord.id, rule.id]), {"what": "Til deg", "way": "private", "token": ""}
    )
    assert page.status_code == 422


def test_a_rule_that_is_gone_cannot_be_noted_and_a_note_about_it_still_waits(cast: Cast) -> None:
    rule, ingrid = a_rule(cast.ytre_fjord), by(cast.person("Ingrid"))
    cast.person("Kåre")
    note = note_rule(ingrid, rule, "Før den ble tatt ut", is_private=True)
    agree(cast.ytre_fjord, AgreementKind.RULES, ANSWERS)
    rule.refresh_from_db()
    with pytest.raises(ValidationError, match="gjelder ikke lenger"):
        note_rule(ingrid, rule, "Etter", is_private=False)
    assert AttentionEntry.objects.filter(source_id=note.id).exists()
    delete_note(ingrid, note)
    assert not AttentionEntry.objects.filter(kind="rule_noted").exists()


def test_nothing_says_whom_a_note_is_about_and_nothing_counts_them() -> None:
    """No shaming lists: not even a column they could be made from."""
    columns = {field.name for field in RuleNote._meta.get_fields()}
    assert columns == {
        "id", "made_at", "rule", "is_private", "what", "by_id", "by_name",
        "settled_at", "settled_how", "settled_by_id", "settled_by_name",
    }  # fmt: skip
    assert {field.name for field in fields(ThemeOfRules)} == {"heading", "rules"}


def test_many_rules_and_notes_take_no_more_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rule, ingrid = a_rule(cast.ytre_fjord), by(cast.person("Ingrid"))
    note_rule(ingrid, rule, "En gang", is_private=False)
    marit = client_of(cast, "Marit")
    addresses = [reverse(name, args=[cast.ytre_fjord.id]) for name in ("agreed_rules", "rule_notes")]
    for address in addresses:
        marit.get(address)
        with django_assert_max_num_queries(40) as few:
            marit.get(address)
        rows = [PublishedRule(item=f"rule-{number:04}", text=f"Regel {number}") for number in range(2, 40)]
        agree(cast.ytre_fjord, AgreementKind.RULES, IN_TIME, *rows)
        for number in range(8):
            note_rule(ingrid, rule, f"Gang {number}", is_private=False)
        with django_assert_max_num_queries(len(few)):
            marit.get(address)
