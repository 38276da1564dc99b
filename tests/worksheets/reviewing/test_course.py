"""A review from what is asked for to whether it helped: what waits for whom, and what is told."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from plandugnad.engines.sheet.rewriting import write_rich
from plandugnad.engines.sheet.richtext import Paragraph, Span, plain
from plandugnad.engines.sheet.rows import TextRows
from plandugnad.notices.models import Notice
from plandugnad.projections import audience
from plandugnad.projections.models import AttentionEntry, CalendarEntry
from plandugnad.worksheets.actions import set_lock
from plandugnad.worksheets.adopting import withdraw, yeses_of
from plandugnad.worksheets.jobs import look_at_reviews_again
from plandugnad.worksheets.models import Adoption, ScaleAnswer, Sheet
from plandugnad.worksheets.reviewing import actions
from plandugnad.worksheets.reviewing.without_names import without_names
from plandugnad.worksheets.reviewing.writing import read_case
from plandugnad.worksheets.shown import offered_parties
from plandugnad.worksheets.store import edit
from tests.cast import Cast
from tests.plans.builders import make_plan
from tests.worksheets.reviewing.making import (
    asked,
    assesses,
    boathouses,
    by,
    finished,
    review,
    shared,
    signed_in,
    sits,
    writes,
)

pytestmark = pytest.mark.django_db
SOURCE = "worksheets.review"


def waiting() -> set[tuple[str, str]]:
    found = AttentionEntry.objects.filter(source=SOURCE).values_list("kind", "audience")
    return {(kind, key) for kind, keys in found for key in keys}


def told(cast: Cast, name: str) -> list[str]:
    rows = Notice.objects.filter(person=cast.person(name))
    return sorted(kind or "finished" for kind in rows.values_list("kind", flat=True))


def test_who_is_asked_is_told_once_and_nothing_waits_when_the_owner_has_finished(cast: Cast) -> None:
    marit, guri = (audience.person(cast.person(name).id) for name in ("Marit", "Guri"))
    sheet = boathouses(cast)
    asked(cast, sheet, "Marit", "Guri")
    assert waiting() == {("review_answer", marit), ("review_answer", guri)}
    assert CalendarEntry.objects.get(source=SOURCE).first_on == review(sheet).due_on
    look_at_reviews_again(timestamp=0)
    for name in ("Marit", "Guri"):
        assert told(cast, name) == ["review_answer"]
        actions.answer(by(cast, name), sheet.id, says_yes=True, is_impartial=True)
    with pytest.raises(ValidationError, match="ikke skrevet noe"):
        actions.deliver(by(cast, "Marit"), sheet.id, is_done=True)
    assesses(cast, sheet, "Marit", "Åpne stien")
    assesses(cast, sheet, "Guri", "Be om et snitt")
    actions.deliver(by(cast, "Marit"), sheet.id, is_done=True)
    assert waiting() == {("review_assess", guri)}
    actions.deliver(by(cast, "Guri"), sheet.id, is_done=True)
    assert waiting() == {("review_summarise", audience.writers_of(cast.fjordvik.id))}
    actions.begin_summary(by(cast, "Ingrid"), sheet.id)
    with pytest.raises(ValidationError, match="oppsummerer"):
        actions.deliver(by(cast, "Guri"), sheet.id, is_done=False)
    assert "Skriv mer" not in signed_in(cast.person("Guri")).get(reverse("review_assess", args=[sheet.id])).text
    actions.finish(by(cast, "Ingrid"), sheet.id, "nb")
    assert waiting() == set()
    assert not CalendarEntry.objects.filter(source=SOURCE).exists()
    assert told(cast, "Guri") == ["finished", "review_answer"]


def test_three_months_after_each_is_asked_once_and_answers_are_shown_when_all_have_answered(cast: Cast) -> None:
    cast.person("Tore")
    sheet = finished(cast)
    assert sheet.review_on is not None
    assert sheet.review_on > timezone.localdate() + timedelta(days=88)
    with pytest.raises(ValidationError, match="spørres ikke"):
        actions.say_if_it_helped(by(cast, "Marit"), sheet.id, "much")
    Sheet.objects.filter(pk=sheet.pk).update(review_on=timezone.localdate())
    for _night in range(2):
        look_at_reviews_again(timestamp=0)
    assert told(cast, "Marit").count("review_helped") == 1
    assert told(cast, "Ingrid").count("review_helped") == 1
    page = reverse("sheet", args=[sheet.id])
    for name, step, is_last in (("Marit", "much", False), ("Ingrid", "some", False), ("Guri", "some", True)):
        assert actions.say_if_it_helped(by(cast, name), sheet.id, step) is is_last
        assert ("rv-spread" in signed_in(cast.person("Tore")).get(page).content.decode()) is is_last
    assert waiting() == set()
    with pytest.raises(ValidationError):
        actions.say_if_it_helped(by(cast, "Ingrid"), sheet.id, "not_at_all")
    assert ScaleAnswer.objects.count() == 3


def test_the_owner_may_close_the_question_and_nobody_else(cast: Cast) -> None:
    sheet = finished(cast, since=timezone.localdate())
    address = reverse("review_helped", args=[sheet.id])
    marit, ingrid = (signed_in(cast.person(name)) for name in ("Marit", "Ingrid"))
    assert marit.post(address, {"do": "close"}).status_code == 404
    assert marit.post(address, {"step": "banana"}).status_code == 422
    assert "Ingen har svart" in ingrid.post(address, {"do": "close"}, follow=True).content.decode()
    assert marit.post(address, {"step": "little"}).status_code == 302
    assert "rv-spread" not in ingrid.get(address).content.decode()
    assert "rv-spread" in ingrid.post(address, {"do": "close"}, follow=True).content.decode()
    for name in ("Hanne", "Kåre", "Even"):
        assert signed_in(cast.person(name)).get(address).status_code == 404


def test_every_suggestion_is_offered_and_saved_twice_it_is_one_row(cast: Cast) -> None:
    sheet = boathouses(cast)
    sits(cast, sheet, "Marit", "Guri")
    assesses(cast, sheet, "Marit", "Åpne stien midt i rekken")
    assesses(cast, sheet, "Guri", "Be om et snitt")
    ingrid, address = signed_in(cast.person("Ingrid")), reverse("review_summary", args=[sheet.id])
    assert ingrid.post(address, {"do": "begin"}).status_code == 302
    first, second = (one.item for one in read_case(shared(sheet), "nb").advice)
    sent = {"do": "save", f"d-{first}": "taken", f"w-{first}": "Det gjør vi.", f"d-{second}": ""}
    for _twice in range(2):
        assert ingrid.post(address, sent).status_code == 302
    lacking = ingrid.post(address, sent | {f"w-{second}": "For dyrt"})
    assert lacking.status_code == 422
    assert "For dyrt" in lacking.content.decode()
    assert ingrid.post(address, sent | {"do": "finish", f"d-{second}": "not_taken"}).status_code == 302
    nameless = ingrid.get(reverse("review_nameless", args=[sheet.id]))
    made = docx.Document(BytesIO(b"".join(nameless) if nameless.streaming else nameless.content))
    cells = {cell.text for table in made.tables for row in table.rows for cell in row.cells}
    assert "Åpne stien midt i rekken – [sted]" in cells
    assert not {"Lyngmo", "Fjordvik", "Guri Eksempel", "Eksempelfylket"} & set(" ".join(cells).split())
    decided = [(one["advice"], one["decision"], one["why"]) for one in review(sheet).outcome]
    assert decided == [
        ("Åpne stien midt i rekken – Lyngmo", "taken", "Det gjør vi."),
        ("Be om et snitt – Eksempelfylket (veiledning)", "not_taken", ""),
    ]
    listed = signed_in(cast.person("Marit")).get(reverse("reviews", args=[cast.ytre_fjord.id])).content.decode()
    assert "Åpne stien midt i rekken" in listed


def test_what_the_owner_has_chosen_is_saved_or_refused_in_words_and_never_lost(cast: Cast) -> None:
    sheet = boathouses(cast)
    sits(cast, sheet, "Marit")
    assesses(cast, sheet, "Marit", "Åpne stien")
    ingrid, tore = signed_in(cast.person("Ingrid")), signed_in(cast.person("Tore"))
    address = reverse("review_summary", args=[sheet.id])
    [one] = read_case(shared(sheet), "nb").advice
    sent = {f"d-{one.item}": "taken", f"w-{one.item}": "Det gjør vi."}
    early = ingrid.post(address, sent | {"do": "finish"})
    assert early.status_code == 422
    assert "Det gjør vi." in early.content.decode()
    ingrid.post(address, {"do": "begin"})
    set_lock(by(cast, "Kåre"), sheet.id, "summary", is_locked=True)
    for doing in ("save", "finish"):
        locked = ingrid.post(address, sent | {"do": doing})
        assert locked.status_code == 422
        assert "Det gjør vi." in locked.content.decode()
    assert review(sheet).is_open
    set_lock(by(cast, "Kåre"), sheet.id, "summary", is_locked=False)
    assert ingrid.post(address, sent | {"do": "save"}).status_code == 302
    # Tore's form is from before she saved: what he left alone is as she wrote it, and what he chose otherwise is asked.
    assert tore.post(address, {"do": "save"}).status_code == 302
    assert read_case(shared(sheet), "nb").advice[0].stands == ("taken", "Det gjør vi.")
    his = tore.post(address, {"do": "save", f"d-{one.item}": "not_taken"})
    assert his.status_code == 422
    assert "«Tar med: Det gjør vi.»" in his.content.decode()
    assert f'name="was-w-{one.item}" value="Det gjør vi."' in his.content.decode()
    seen = {f"was-d-{one.item}": "taken", f"was-w-{one.item}": "Det gjør vi."}
    assert tore.post(address, seen | {"do": "save", f"d-{one.item}": "not_taken"}).status_code == 302
    assert read_case(shared(sheet), "nb").advice[0].stands == ("not_taken", "")


def test_lent_to_others_it_names_neither_the_plan_nor_anybody_however_the_name_is_written(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, "Reguleringsplan for Vika", national_plan_id="2024003")
    sheet = boathouses(cast, plan=plan)
    sits(cast, sheet, "Guri")
    spans = (
        Span("Reguleringsplan for Vika (2024003) er vedtatt. Gu"),
        Span("ri Eks", strong=True),
        Span("empel sa ja, og Fjordvikingene spurte Marit. Skriv til guri@fylket.example, eller GURI. Fjord"),
        Span("viks naust står der ennå.", em=True),
    )
    cast.person("Marit")
    document, ingrid = shared(sheet), cast.actor("Ingrid")
    edit(ingrid, document.id, lambda one: write_rich(one, "request", (Paragraph(spans),), ()))
    text = (without_names(shared(sheet), "nb").rows or {})["request"]
    assert isinstance(text, TextRows)
    assert plain(text.blocks) == (
        "[saken] ([saken]) er vedtatt. [navn] sa ja, og [sted] spurte [navn]. "
        "Skriv til [navn], eller [navn]. [sted] naust står der ennå."
    )


def test_what_she_wrote_is_guidance_also_when_she_has_stepped_down_and_the_live_sheet_says_so_too(cast: Cast) -> None:
    sheet = boathouses(cast)
    sits(cast, sheet, "Guri", "Hanne")
    assesses(cast, sheet, "Guri", "Be om et snitt")
    actions.answer(by(cast, "Guri"), sheet.id, says_yes=False, is_impartial=False)
    actions.take_back(by(cast, "Ingrid"), sheet.id, review(sheet).panel.get(person=cast.person("Hanne")).id)
    [one] = read_case(shared(sheet), "nb").assessments
    assert one.by == "Eksempelfylket (veiledning)"
    offered = [name for _id, name in offered_parties(shared(sheet).sheet)]
    assert "Eksempelfylket (veiledning)" in offered
    assert len(dict(offered_parties(shared(sheet).sheet))) == len(offered)


def test_a_review_begun_twice_is_one_and_one_begun_by_mistake_can_be_deleted_and_brought_back(cast: Cast) -> None:
    ingrid, marit = (signed_in(cast.person(name)) for name in ("Ingrid", "Marit"))
    for _twice in range(2):
        ingrid.post(reverse("sheet_begin", args=[cast.ytre_fjord.id, "review"]))
    sheet = Sheet.objects.get(kind="review")
    delete, undo = (reverse(name, args=[sheet.id]) for name in ("sheet_delete", "sheet_undelete"))
    assert marit.post(delete).status_code == 404
    assert ingrid.get(delete).status_code == 200
    assert "er slettet" in ingrid.post(delete, follow=True).text
    assert ingrid.get(reverse("sheet", args=[sheet.id])).status_code == 404
    assert marit.post(undo).status_code == 404
    assert ingrid.post(undo, follow=True).status_code == 200
    assert writes(cast, sheet, "Ingrid", "questions")
    assert ingrid.post(delete).status_code == 422
    assert Sheet.objects.get(pk=sheet.pk).deleted_at is None


def test_only_the_owner_adopts_and_taken_back_the_review_is_open_again(cast: Cast) -> None:
    sheet = finished(cast)
    assert [one.organisation for one in yeses_of(sheet)] == [cast.fjordvik]
    withdraw(by(cast, "Ingrid"), sheet.id, Adoption.objects.get(sheet=sheet).id)
    assert review(sheet).is_open
    sheet.refresh_from_db()
    assert sheet.review_on is None
    assert ("review_summarise", audience.writers_of(cast.fjordvik.id)) in waiting()


def test_a_stranger_finds_nothing_and_ids_of_others_open_nothing(cast: Cast) -> None:
    sheet = boathouses(cast)
    sits(cast, sheet, "Guri")
    pages = ("request", "files", "panel", "answer", "assess", "summary", "helped")
    for name in ("Even", "Per", "Hanne"):
        client = signed_in(cast.person(name))
        for page in pages:
            address = reverse(f"review_{page}", args=[sheet.id])
            assert {client.get(address).status_code, client.post(address).status_code} == {404}, (name, page)
    ingrid = signed_in(cast.person("Ingrid"))
    panel = reverse("review_panel", args=[sheet.id])
    for person in (cast.person("Even").id, cast.person("Tore").id, sheet.id, "tull"):
        ingrid.post(panel, {"person": str(person)})
    assert review(sheet).panel.count() == 1
    assert ingrid.post(reverse("review_request", args=[sheet.id]), {"owner": str(cast.storoy.id)}).status_code == 422


def test_the_file_says_what_was_asked_for_and_who_guides(cast: Cast) -> None:
    sheet = boathouses(cast)
    sits(cast, sheet, "Guri")
    assesses(cast, sheet, "Guri", "Be om et snitt")
    answer = signed_in(cast.person("Kåre")).get(reverse("sheet_take_out", args=[sheet.id, "docx"]))
    body = b"".join(answer) if answer.streaming else answer.content
    made = docx.Document(BytesIO(body))
    text = "\n".join(one.text for one in made.paragraphs)
    assert "Sakseier: Fjordvik" in text
    assert "Guri Eksempel, Eksempelfylket (veiledning): har sagt ja" in text
    cells = {cell.text for table in made.tables for row in table.rows for cell in row.cells}
    assert "Eksempelfylket (veiledning)" in cells


def test_the_list_and_the_strip_ask_no_more_however_many_there_are(cast: Cast) -> None:
    marit = signed_in(cast.person("Marit"))
    cast.person("Hanne")
    sheet = finished(cast, "Marit")
    pages = [reverse("reviews", args=[cast.ytre_fjord.id]), reverse("sheet", args=[sheet.id])]

    def count() -> list[int]:
        found = []
        for page in pages:
            marit.get(page)
            with CaptureQueriesContext(connection) as asked_for:
                assert marit.get(page).status_code == 200
            found.append(len(asked_for))
        return found

    before = count()
    for _more in range(3):
        finished(cast, "Marit", "Guri")
    withdraw(by(cast, "Ingrid"), sheet.id, Adoption.objects.get(sheet=sheet).id)
    sits(cast, sheet, "Guri", "Hanne")
    after = count()
    assert after[0] == before[0]
    assert after[1] <= before[1] + 1
