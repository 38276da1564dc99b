"""Who is in a private sheet: nobody unasked, and nobody the others have not said yes to."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from plandugnad.accounts.models import Person
from plandugnad.regions.actor import actor_of
from plandugnad.regions.models import Membership
from plandugnad.worksheets.access import may_begin_private, sheet_abilities
from plandugnad.worksheets.confidential import circle
from plandugnad.worksheets.confidential.people import people_of, who_may_mediate
from plandugnad.worksheets.models import (
    Approval,
    Document,
    Participant,
    ParticipantRole,
    ScaleAnswer,
    Sheet,
    Update,
    Version,
)
from tests.cast import EVERYBODY, Cast
from tests.worksheets.confidential.making import (
    agrees,
    answers,
    begun,
    by,
    compass,
    county_helps,
    led_by_guri,
    says_yes,
    seat,
)

pytestmark = pytest.mark.django_db


def sees(cast: Cast, sheet: Sheet) -> set[str]:
    sheet.refresh_from_db()
    return {name for name in EVERYBODY if sheet_abilities(cast.actor(name), sheet).can_see}


def named(cast: Cast, sheet: Sheet) -> set[str]:
    return {name for name in EVERYBODY if sheet.participants.filter(person=cast.person(name)).exists()}


def test_only_those_who_have_said_yes_see_it(cast: Cast) -> None:
    sheet = begun(cast, "Marit", "Kåre")
    assert sees(cast, sheet) == {"Ingrid"}
    says_yes(cast, sheet, "Marit")
    assert sees(cast, sheet) == {"Ingrid", "Marit"}


def test_who_says_no_leaves_no_row_and_the_others_still_have_it(cast: Cast) -> None:
    sheet = begun(cast, "Marit", "Kåre")
    circle.answer_invitation(by(cast, "Marit"), sheet.id, says_yes=False, expected=0)
    assert named(cast, sheet) == {"Ingrid", "Kåre"}


def test_a_yes_is_to_those_who_were_named_and_not_to_one_who_came_since(cast: Cast) -> None:
    sheet = begun(cast, "Marit", "Kåre")
    seen = sheet.version
    says_yes(cast, sheet, "Kåre")
    with pytest.raises(ValidationError, match="Noen andre har endret arket"):
        circle.answer_invitation(by(cast, "Marit"), sheet.id, says_yes=True, expected=seen)


@pytest.mark.parametrize("who", ["Even", "Lars", "Nina", "Anna"])
def test_only_people_with_a_part_of_the_work_there_can_be_asked(cast: Cast, who: str) -> None:
    cast.person("Marit")
    with pytest.raises(ValidationError, match="Velg noen fra listen"):
        begun(cast, who)
    assert not Sheet.objects.exists()


def test_nobody_begins_one_alone(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="Velg minst én"):
        circle.begin_private(by(cast, "Ingrid"), cast.ytre_fjord, "conflict", {}, "Navn", "nb", [])


def test_those_who_can_be_asked_are_those_who_would_see_it(cast: Cast) -> None:
    """Two ways to say who belongs to a place: one of all, and one of her who asks."""
    people = {name: cast.person(name) for name in EVERYBODY}
    sheet = begun(cast)
    asked = people_of(cast.ytre_fjord)
    for name, person in people.items():
        sheet.participants.exclude(person=cast.person("Ingrid")).delete()
        if name != "Ingrid":
            now = timezone.now()
            Participant.objects.create(sheet=sheet, person=person, role="party", asked_at=now, accepted_at=now)
        assert sheet_abilities(actor_of(person), sheet).can_see == (person.id in asked), name
    inside = {name for name, person in people.items() if person.id in people_of(cast.fjordvik)}
    assert inside == {name for name in people if may_begin_private(cast.actor(name), cast.fjordvik)}
    assert inside == {"Ingrid", "Tore", "Åse"}


def test_inside_one_municipality_the_mediator_may_come_from_around_it(cast: Cast) -> None:
    for name in EVERYBODY:
        cast.person(name)
    sheet = begun(cast, "Tore", where=cast.fjordvik)
    says_yes(cast, sheet, "Tore")
    assert sheet.organisation == cast.fjordvik
    assert cast.person("Kåre").id in who_may_mediate(cast.fjordvik)
    circle.propose(by(cast, "Ingrid"), sheet.id, cast.person("Kåre").id, ParticipantRole.MEDIATOR)
    circle.approve(by(cast, "Tore"), sheet.id, seat(cast, sheet, "Kåre").id)
    says_yes(cast, sheet, "Kåre")
    assert sees(cast, sheet) == {"Ingrid", "Tore", "Kåre"}
    with pytest.raises(ValidationError, match="Velg noen fra listen"):
        circle.propose(by(cast, "Ingrid"), sheet.id, cast.person("Marit").id, ParticipantRole.PARTY)


def test_a_mediator_is_asked_when_every_party_has_said_yes_to_her_and_not_before(cast: Cast) -> None:
    sheet = begun(cast, "Marit", "Kåre")
    says_yes(cast, sheet, "Marit")
    county_helps(cast)
    circle.propose(by(cast, "Ingrid"), sheet.id, cast.person("Guri").id, ParticipantRole.MEDIATOR)
    circle.approve(by(cast, "Marit"), sheet.id, seat(cast, sheet, "Guri").id)
    assert seat(cast, sheet, "Guri").asked_at is None  # Kåre has not answered yet
    says_yes(cast, sheet, "Kåre")
    assert seat(cast, sheet, "Guri").asked_at is None
    circle.approve(by(cast, "Kåre"), sheet.id, seat(cast, sheet, "Guri").id)
    assert seat(cast, sheet, "Guri").asked_at is not None
    assert "Guri" not in sees(cast, sheet)
    says_yes(cast, sheet, "Guri")
    assert "Guri" in sees(cast, sheet)


def test_one_party_is_enough_to_send_the_mediator_away(cast: Cast) -> None:
    sheet = compass(cast)
    led_by_guri(cast, sheet)
    circle.take_out(by(cast, "Marit"), sheet.id, seat(cast, sheet, "Guri").id)
    assert sees(cast, sheet) == {"Ingrid", "Marit"}


def test_where_there_is_a_mediator_she_leads_and_else_each_party_may(cast: Cast) -> None:
    sheet = compass(cast)
    assert sheet_abilities(cast.actor("Marit"), sheet).can_facilitate
    led_by_guri(cast, sheet)
    led = {name: sheet_abilities(cast.actor(name), sheet) for name in ("Ingrid", "Marit", "Guri")}
    assert {name for name, can in led.items() if can.can_facilitate} == {"Guri"}
    assert {name for name, can in led.items() if can.is_party} == {"Ingrid", "Marit"}


def test_a_new_party_is_asked_only_when_all_have_said_yes(cast: Cast) -> None:
    sheet = compass(cast)
    circle.propose(by(cast, "Ingrid"), sheet.id, cast.person("Kåre").id, ParticipantRole.PARTY)
    assert seat(cast, sheet, "Kåre").asked_at is None
    circle.approve(by(cast, "Marit"), sheet.id, seat(cast, sheet, "Kåre").id)
    assert seat(cast, sheet, "Kåre").asked_at is not None


@pytest.mark.parametrize("twice", ["Marit", "Guri"])
def test_nobody_is_in_it_twice_and_there_is_one_mediator(cast: Cast, twice: str) -> None:
    sheet = compass(cast)
    led_by_guri(cast, sheet)
    with pytest.raises(ValidationError, match=r"allerede med|møteleder allerede"):
        circle.propose(by(cast, "Ingrid"), sheet.id, cast.person(twice).id, ParticipantRole.PARTY)
    with pytest.raises(ValidationError, match="møteleder allerede"):
        circle.propose(by(cast, "Ingrid"), sheet.id, cast.person("Hanne").id, ParticipantRole.MEDIATOR)


def test_a_party_who_has_said_yes_goes_only_by_herself(cast: Cast) -> None:
    sheet = compass(cast)
    with pytest.raises(ValidationError, match="går bare ut selv"):
        circle.take_out(by(cast, "Ingrid"), sheet.id, seat(cast, sheet, "Marit").id)
    assert sees(cast, sheet) == {"Ingrid", "Marit"}


def test_who_no_longer_works_there_sees_nothing_and_can_be_taken_out_with_her_answers(cast: Cast) -> None:
    sheet = compass(cast)
    answers(cast, sheet, "Marit", "personal")
    Membership.objects.filter(person=cast.person("Marit")).update(ended_at=timezone.now())
    assert sees(cast, sheet) == {"Ingrid"}
    circle.take_out(by(cast, "Ingrid"), sheet.id, seat(cast, sheet, "Marit").id)
    assert named(cast, sheet) == {"Ingrid"}
    assert not ScaleAnswer.objects.exists()


def test_who_leaves_takes_her_answers_with_her_also_the_shown(cast: Cast) -> None:
    sheet = compass(cast, "Marit", "Kåre")
    for name in ("Ingrid", "Marit", "Kåre"):
        answers(cast, sheet, name, "growing")
    assert agrees(cast, sheet, "Ingrid", "Marit", "Kåre")
    circle.leave(by(cast, "Marit"), sheet.id)
    assert sees(cast, sheet) == {"Ingrid", "Kåre"}
    assert not ScaleAnswer.objects.filter(person=cast.person("Marit")).exists()
    assert ScaleAnswer.objects.count() == 2


def test_with_the_last_party_all_of_it_is_deleted_also_for_who_was_asked(cast: Cast) -> None:
    sheet = begun(cast)
    circle.leave(by(cast, "Ingrid"), sheet.id)
    assert not Sheet.objects.exists()
    assert not Participant.objects.exists()


def test_it_is_deleted_when_all_parties_have_said_yes_and_then_nothing_of_it_is_left(cast: Cast) -> None:
    sheet = compass(cast)
    led_by_guri(cast, sheet)
    for name in ("Ingrid", "Marit"):
        answers(cast, sheet, name, "growing")
    agrees(cast, sheet, "Ingrid", "Marit")
    sheet.refresh_from_db()
    act = circle.agree_to_delete
    assert not act(by(cast, "Ingrid"), sheet.id, says_yes=True, expected=sheet.version)
    assert not act(by(cast, "Ingrid"), sheet.id, says_yes=False, expected=0)
    assert not act(by(cast, "Marit"), sheet.id, says_yes=True, expected=sheet.version)
    assert Sheet.objects.exists()
    assert act(by(cast, "Ingrid"), sheet.id, says_yes=True, expected=sheet.version)
    for model in (Sheet, Participant, Approval, ScaleAnswer, Document, Update, Version):
        assert not model._default_manager.exists(), model


def test_a_yes_to_deleting_is_asked_for_anew_when_somebody_has_left(cast: Cast) -> None:
    """With two of three it would else be the leaving that deletes."""
    sheet = compass(cast, "Marit", "Kåre")
    for name in ("Ingrid", "Marit"):
        sheet.refresh_from_db()
        circle.agree_to_delete(by(cast, name), sheet.id, says_yes=True, expected=sheet.version)
    circle.leave(by(cast, "Kåre"), sheet.id)
    assert Sheet.objects.exists()
    assert not sheet.participants.filter(agrees_to_delete=True).exists()


def test_people_who_have_closed_their_account_are_not_offered(cast: Cast) -> None:
    marit = cast.person("Marit")
    Person.objects.filter(pk=marit.id).update(is_active=False)
    assert marit.id not in people_of(cast.ytre_fjord)
