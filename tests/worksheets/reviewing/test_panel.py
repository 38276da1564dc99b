"""Who may do what in a review; who may sit, and what it is to have said yes or no."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from plandugnad.core.models import AuditEvent
from plandugnad.regions.models import Membership, Role
from plandugnad.worksheets.access import may_add, may_write, sheet_abilities
from plandugnad.worksheets.models import Panellist, ScaleAnswer, Sheet, Skill
from plandugnad.worksheets.reviewing import actions
from plandugnad.worksheets.reviewing.access import review_abilities, review_of
from plandugnad.worksheets.reviewing.people import suggested
from plandugnad.worksheets.reviewing.writing import mark_of, read_case
from tests.cast import Cast
from tests.regions.test_erasing import erase
from tests.worksheets.reviewing.making import (
    asked,
    assesses,
    boathouses,
    by,
    finished,
    request_of,
    review,
    shared,
    signed_in,
    sits,
    writes,
)

pytestmark = pytest.mark.django_db

# name: sees the sheet, owns the case, sits on the panel, writes in the request's questions, writes an assessment
MAY = {
    "Ingrid": (True, True, False, True, True),
    "Tore": (True, True, False, True, True),
    "Åse": (True, False, False, False, False),  # elected in the owner's municipality: reads with it
    "Marit": (True, False, True, False, True),
    "Kåre": (True, False, False, False, True),
    "Guri": (True, False, True, False, False),  # of the county, on the panel: by the form alone
    "Hanne": (True, False, False, False, False),  # of the county, and not on the panel
    "Per": (False, False, False, False, False),
    "Lars": (False, False, False, False, False),
    "Even": (False, False, False, False, False),
}


def test_the_owner_writes_what_is_hers_and_who_assists_writes_by_the_form_in_her_own_name_alone(cast: Cast) -> None:
    sheet = boathouses(cast)
    sits(cast, sheet, "Marit", "Guri")
    found = {}
    for name in MAY:
        actor, fresh = cast.actor(name), Sheet.objects.get(pk=sheet.pk)
        abilities = sheet_abilities(actor, fresh)
        can = review_abilities(actor, fresh, abilities, review_of(fresh))
        blocks = may_write(fresh, shared(sheet), abilities)
        found[name] = (abilities.can_see, can.owns, can.sits, "questions" in blocks, "assessments" in blocks)
        assert writes(cast, sheet, name, "assessments") is ("assessments" in blocks)
    assert found == MAY
    assesses(cast, sheet, "Guri", "Be om et snitt")
    guri, page = signed_in(cast.person("Guri")), reverse("review_assess", args=[sheet.id])
    document = shared(sheet).id
    for address in ("assessments/rows/ny/", "questions/rows/ny/", "request/tekst/"):
        assert guri.get(f"/arbeidsark/dokument/{document}/disposisjon/{address}").status_code == 404
    assesses(cast, sheet, "Marit", "Åpne stien midt i rekken")
    suggested_by = {one.by: one for one in read_case(shared(sheet), "nb").assessments if one.cells.get("suggestion")}
    marits = suggested_by.pop(cast.lyngmo.name)
    [own] = suggested_by.values()
    for rad in (own.id, marits.id):
        guri.post(page, {"do": "remove", "rad": rad})
    left = [one.id for one in read_case(shared(sheet), "nb").assessments if one.cells.get("suggestion")]
    assert left == [marits.id]
    guri.post(page, {"do": "ask", "question": "Hvor bred er stien?"})
    [question] = read_case(shared(sheet), "nb").clarifying
    assert "Tatt bort." in guri.post(page, {"do": "remove", "rad": question.id}, follow=True).text
    assert not read_case(shared(sheet), "nb").clarifying
    changed = {"do": "assess", "v-suggestion": "Noe annet"}
    assert guri.post(f"{page}?rad={marits.id}", changed).status_code == 422
    assert not sheet_abilities(cast.actor("Guri"), sheet).can_facilitate


def adds(cast: Cast, sheet: Sheet, name: str) -> bool:
    fresh = Sheet.objects.get(pk=sheet.pk)
    return "assessments" in may_add(fresh, shared(sheet), sheet_abilities(cast.actor(name), fresh))


def test_who_changes_her_own_assessment_does_not_undo_what_a_colleague_wrote_in_it(cast: Cast) -> None:
    sheet = boathouses(cast)
    sits(cast, sheet, "Guri")
    assesses(cast, sheet, "Guri", "Be om et snitt")
    guri, page = signed_in(cast.person("Guri")), reverse("review_assess", args=[sheet.id])
    [one] = read_case(shared(sheet), "nb").assessments
    form = {"do": "assess", "v-question": "whole", "v-suggestion": "Be om to snitt", "v-seen": mark_of(one.cells)}
    assert "Be om et snitt</textarea>" in guri.get(f"{page}?rad={one.id}").text
    assert guri.post(f"{page}?rad={one.id}", form).status_code == 302
    assert guri.post(f"{page}?rad={one.id}", form).status_code == 302  # pressed twice
    late = guri.post(f"{page}?rad={one.id}", form | {"v-suggestion": "Be om tre"})
    assert late.status_code == 422
    assert "Be om tre" in late.text
    assert [one.cells["suggestion"] for one in read_case(shared(sheet), "nb").assessments] == ["Be om to snitt"]


def test_two_who_press_at_once_are_answered_in_words(cast: Cast) -> None:
    sheet = boathouses(cast)
    sits(cast, sheet, "Marit")
    seat = review(sheet).panel.get()
    ingrid, panel = signed_in(cast.person("Ingrid")), reverse("review_panel", args=[sheet.id])
    for _twice in range(2):
        page = ingrid.post(panel, {"do": "take_back", "person": str(seat.id)}, follow=True)
        assert page.status_code == 200
    assert "står ikke i panelet lenger" in page.text
    with pytest.raises(ValidationError, match="ikke i panelet"):
        actions.answer(by(cast, "Marit"), sheet.id, says_yes=True, is_impartial=True)
    with pytest.raises(ValidationError, match="ikke i panelet"):
        actions.deliver(by(cast, "Marit"), sheet.id, is_done=True)
    again = request_of(cast.fjordvik)
    for _twice in range(2):
        actions.set_request(by(cast, "Ingrid"), sheet.id, again | {"name": "Elleve naust"}, seen=1)
    with pytest.raises(ValidationError, match="Noen andre"):
        actions.set_request(by(cast, "Ingrid"), sheet.id, again | {"name": "Tolv naust"}, seen=1)


def test_when_the_owner_has_finished_or_she_steps_down_the_county_writes_no_more(cast: Cast) -> None:
    sheet = boathouses(cast)
    sits(cast, sheet, "Guri", "Hanne")
    actions.answer(by(cast, "Hanne"), sheet.id, says_yes=False, is_impartial=False)
    assert not adds(cast, sheet, "Hanne")
    assert adds(cast, sheet, "Guri")
    actions.begin_summary(by(cast, "Ingrid"), sheet.id)
    actions.finish(by(cast, "Ingrid"), sheet.id, "nb")
    assert not sheet_abilities(cast.actor("Guri"), Sheet.objects.get(pk=sheet.pk)).adds_to
    with pytest.raises(ValidationError, match="ferdig"):
        actions.answer(by(cast, "Hanne"), sheet.id, says_yes=True, is_impartial=True)


def test_nobody_from_the_owners_municipality_can_sit_whatever_list_she_is_chosen_from(cast: Cast) -> None:
    sheet = boathouses(cast)
    both = cast.person("Marit")  # works in Lyngmo, and now in Fjordvik too
    role = Role.objects.get(code="elected_representative")
    Membership.objects.create(person=both, role=role, organisation=cast.fjordvik)
    for name in ("Tore", "Marit", "Even", "Kåre", "Åse"):
        with pytest.raises(ValidationError, match="kan ikke sitte"):
            asked(cast, sheet, name)
    seat = {"person": cast.person("Tore"), "organisation": cast.fjordvik, "owner": cast.fjordvik}
    with pytest.raises(IntegrityError, match="panellist_is_from_elsewhere"), transaction.atomic():
        Panellist.objects.create(review=review(sheet), asked_at=timezone.now(), **seat)
    asked(cast, sheet, "Guri")
    with pytest.raises(ValidationError, match="byttes"):
        actions.set_request(by(cast, "Ingrid"), sheet.id, request_of(cast.lyngmo), seen=1)


def test_nobody_sits_who_has_not_said_she_is_free_to_and_a_no_stands_nowhere(cast: Cast) -> None:
    sheet = boathouses(cast)
    asked(cast, sheet, "Marit", "Guri")
    with pytest.raises(ValidationError, match="inhabil"):
        actions.answer(by(cast, "Marit"), sheet.id, says_yes=True, is_impartial=False)
    actions.answer(by(cast, "Guri"), sheet.id, says_yes=False, is_impartial=False)
    actions.answer(by(cast, "Guri"), sheet.id, says_yes=False, is_impartial=False)  # sent twice
    assert not AuditEvent.objects.filter(by_id=cast.person("Guri").id).exists()
    with pytest.raises(IntegrityError, match="panellist_who_sits_is_impartial"), transaction.atomic():
        Panellist.objects.filter(person=cast.person("Marit")).update(accepted_at=timezone.now())


def test_the_suggested_are_named_with_why_and_who_was_asked_lately_comes_later(cast: Cast) -> None:
    first = boathouses(cast)
    cast.person("Hanne")
    sits(cast, first, "Guri")
    assesses(cast, first, "Guri", "Åpne stien")
    actions.deliver(by(cast, "Guri"), first.id, is_done=True)
    actions.set_skills(cast.person("Marit").id, ["landbruk", "naust"])
    second = boathouses(cast, name="Enda et naust")
    found = suggested(cast.actor("Ingrid"), review(second), "Enda et naust")
    assert [one.name.split()[0] for one in found] == ["Marit", "Hanne", "Guri"]
    assert "kan landbruk, naust" in found[0].reasons
    assert {"har gitt 1 vurdering", "spurt 1 gang det siste året"} <= set(found[2].reasons)
    assert found[1].guides
    assert found[1].reasons[-1] == "ikke spurt det siste året"


def test_when_she_is_erased_her_seat_her_words_for_what_she_can_and_her_answer_go(cast: Cast) -> None:
    sheet = finished(cast, since=timezone.localdate())
    marit = cast.person("Marit")
    actions.set_skills(marit.id, ["naust"])
    actions.say_if_it_helped(by(cast, "Marit"), sheet.id, "much")
    erase(marit.email, "--yes")
    assert not Panellist.objects.filter(person=marit).exists()
    assert not Skill.objects.exists()
    assert not ScaleAnswer.objects.exists()
    assert "Marit" not in str(list(AuditEvent.objects.values_list("before", "after", "by_name")))
