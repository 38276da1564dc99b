"""Each party's own answer, and when all of them are shown."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from plandugnad.core.models import AuditEvent
from plandugnad.worksheets.confidential import circle, placing
from plandugnad.worksheets.confidential.queries import now_for, rounds_of
from plandugnad.worksheets.models import Phase, Revealed, ScaleAnswer, Sheet
from tests.cast import Cast
from tests.worksheets.confidential.making import (
    agrees,
    answers,
    begun,
    by,
    compass,
    county_helps,
    led_by_guri,
    says_yes,
)

pytestmark = pytest.mark.django_db


def both_have_answered(cast: Cast) -> Sheet:
    sheet = compass(cast)
    answers(cast, sheet, "Ingrid", "growing", "old_cases")
    answers(cast, sheet, "Marit", "personal")
    return sheet


def test_nothing_is_shown_until_the_last_party_has_said_yes(cast: Cast) -> None:
    sheet = both_have_answered(cast)
    assert not agrees(cast, sheet, "Marit")
    assert rounds_of(sheet, "nb") == []
    assert agrees(cast, sheet, "Ingrid")
    [shown] = rounds_of(sheet, "nb")
    assert {(one.name, one.number, one.title) for one in shown.placings} == {
        ("Ingrid Eksempel", 3, "Problemet vokser"),
        ("Marit Eksempel", 2, "Det blir personlig"),
    }
    signs = {one.name: list(one.signs) for one in shown.placings}
    assert signs == {"Ingrid Eksempel": ["Gamle saker blir trukket inn."], "Marit Eksempel": []}


def test_a_yes_can_be_taken_back_until_the_last(cast: Cast) -> None:
    sheet = both_have_answered(cast)
    agrees(cast, sheet, "Marit")
    placing.agree_to_show(by(cast, "Marit"), sheet.id, says_yes=False, expected=0)
    assert not agrees(cast, sheet, "Ingrid")
    assert agrees(cast, sheet, "Marit")


def test_an_answer_that_is_changed_is_hers_alone_again(cast: Cast) -> None:
    sheet = both_have_answered(cast)
    agrees(cast, sheet, "Marit")
    answers(cast, sheet, "Marit", "silence")
    assert not agrees(cast, sheet, "Ingrid")


def test_nobody_can_say_yes_to_showing_what_she_has_not_answered(cast: Cast) -> None:
    sheet = compass(cast)
    with pytest.raises(ValidationError, match="Svar først"):
        agrees(cast, sheet, "Marit")


def test_nothing_is_shown_while_somebody_has_not_answered_the_invitation(cast: Cast) -> None:
    sheet = begun(cast, "Marit", "Kåre")
    says_yes(cast, sheet, "Marit")
    for name in ("Ingrid", "Marit"):
        answers(cast, sheet, name, "growing")
    assert not agrees(cast, sheet, "Ingrid", "Marit")
    circle.answer_invitation(by(cast, "Kåre"), sheet.id, says_yes=False, expected=0)
    assert not Revealed.objects.exists()  # who is there is another than they said yes among
    assert agrees(cast, sheet, "Ingrid", "Marit")


def test_an_answer_alone_is_shown_to_nobody(cast: Cast) -> None:
    sheet = begun(cast)
    answers(cast, sheet, "Ingrid", "growing")
    circle.answer_invitation(by(cast, "Marit"), sheet.id, says_yes=False, expected=0)
    assert not agrees(cast, sheet, "Ingrid")


@pytest.mark.parametrize("what", ["a mediator comes", "a party leaves"])
def test_whoever_comes_or_goes_all_are_asked_anew(cast: Cast, what: str) -> None:
    sheet = compass(cast, "Marit", "Kåre")
    for name in ("Ingrid", "Marit", "Kåre"):
        answers(cast, sheet, name, "growing")
    agrees(cast, sheet, "Ingrid", "Marit")
    if what == "a party leaves":
        circle.leave(by(cast, "Kåre"), sheet.id)
    else:
        county_helps(cast)
        circle.propose(by(cast, "Ingrid"), sheet.id, cast.person("Guri").id, "mediator")
        for name in ("Marit", "Kåre"):
            circle.approve(by(cast, name), sheet.id, sheet.participants.get(person=cast.person("Guri")).id)
        says_yes(cast, sheet, "Guri")
    assert not ScaleAnswer.objects.filter(agrees_to_show=True).exists()
    assert not Revealed.objects.exists()


def test_a_yes_given_on_a_page_from_before_somebody_came_is_refused(cast: Cast) -> None:
    sheet = both_have_answered(cast)
    sheet.refresh_from_db()
    seen = sheet.version
    led_by_guri(cast, sheet)
    with pytest.raises(ValidationError, match="Noen andre har endret arket"):
        placing.agree_to_show(by(cast, "Ingrid"), sheet.id, says_yes=True, expected=seen)


def test_what_is_shown_opens_the_shared_sheet_and_nobody_is_told_who_was_last(cast: Cast) -> None:
    sheet = both_have_answered(cast)
    agrees(cast, sheet, "Marit", "Ingrid")
    sheet.refresh_from_db()
    assert sheet.phase == Phase.SHARE
    told = AuditEvent.objects.filter(subject_id=sheet.id, verb__in=("sheet.shown", "sheet.phase"))
    assert {one.by_name for one in told} == {"Plandugnad"}


def test_a_new_round_leaves_the_one_before_and_shows_how_it_has_moved(cast: Cast) -> None:
    sheet = both_have_answered(cast)
    agrees(cast, sheet, "Marit", "Ingrid")
    answers(cast, sheet, "Ingrid", "disagreement", round=2)
    assert [one.number for one in rounds_of(sheet, "nb")] == [1]
    answers(cast, sheet, "Marit", "personal", round=2)
    assert agrees(cast, sheet, "Ingrid", "Marit")
    assert [{one.name[:6]: one.number for one in round.placings} for round in rounds_of(sheet, "nb")] == [
        {"Ingrid": 3, "Marit ": 2},
        {"Ingrid": 1, "Marit ": 2},
    ]


def test_an_answer_to_a_round_that_has_been_shown_is_refused(cast: Cast) -> None:
    sheet = both_have_answered(cast)
    agrees(cast, sheet, "Marit", "Ingrid")
    with pytest.raises(ValidationError, match="er vist"):
        answers(cast, sheet, "Ingrid", "disagreement", round=1)


@pytest.mark.parametrize(("step", "signs"), [("up", ()), ("growing", ("made_up",)), ("", ())])
def test_only_what_the_worksheet_asks_can_be_answered(cast: Cast, step: str, signs: tuple[str, ...]) -> None:
    sheet = compass(cast)
    with pytest.raises(ValidationError, match="Velg et av trinnene"):
        answers(cast, sheet, "Ingrid", step, *signs)


def test_she_can_delete_her_answer_before_it_is_shown(cast: Cast) -> None:
    sheet = both_have_answered(cast)
    placing.take_answer_back(by(cast, "Marit"), sheet.id)
    assert [one.person for one in ScaleAnswer.objects.all()] == [cast.person("Ingrid")]
    assert now_for(sheet, cast.person("Marit").id).mine is None


def test_the_tables_themselves_refuse_a_second_answer_and_a_second_showing(cast: Cast) -> None:
    sheet = both_have_answered(cast)
    agrees(cast, sheet, "Marit", "Ingrid")
    for make in (
        lambda: Revealed.objects.create(sheet=sheet, block="placing", round=1),
        lambda: ScaleAnswer.objects.create(
            sheet=sheet, block="placing", round=1, person=cast.person("Ingrid"), step="growing"
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()
