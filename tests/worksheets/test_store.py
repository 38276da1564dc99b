"""What is written to a sheet: by whom, where, in which phase, and under which number."""

import pytest
from pycrdt import Doc, Map, Text

from plandugnad.engines.sheet.document import Accepted
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.engines.sheet.rows import CardsRows
from plandugnad.worksheets.actions import document_for, move_phase, set_lock
from plandugnad.worksheets.models import ClientId, Document, Phase, SetAside, Sheet, Update, Version
from plandugnad.worksheets.store import Written, apply_update, edit, open_document
from tests.cast import Cast
from tests.worksheets.making import begin

pytestmark = pytest.mark.django_db


def card(cast: Cast, who: str, document: Document, text: str, item: str = "card-00000001") -> Written:
    def make(editing: Editing) -> Accepted | Refusal:
        return editing.add("hard", "cards", item, {"text": text})

    return edit(cast.actor(who), document.id, make)


def cards(document: Document) -> list[str]:
    document.refresh_from_db()
    rows = project(open_document(document))["hard"]
    assert isinstance(rows, CardsRows)
    return [one.text for one in rows.cards]


def shared(sheet: Sheet) -> Document:
    return document_for(sheet, None)


def from_browser(text: str, client: int | None = None) -> bytes:
    doc: Doc[Map[object]] = Doc(client_id=client) if client else Doc()
    root = doc.get("hard/cards", type=Map)
    root["card-00000009"] = Map({"text": Text(text), "order": "a5"})
    return doc.get_update()


def test_what_is_written_is_a_row_under_the_next_number(cast: Cast) -> None:
    document = shared(begin(cast, "share", "agree"))
    assert document.seq == 1  # what the sheet begins with
    written = card(cast, "Ingrid", document, "For lite tid")
    assert written.seq == 2
    assert cards(document) == ["For lite tid"]
    assert Update.objects.get(document=document, seq=2).blocks == ["hard"]


def test_an_organisation_writes_alone_in_the_individual_phase_and_nobody_in_what_is_shared(cast: Cast) -> None:
    sheet = begin(cast)
    own = document_for(sheet, cast.fjordvik)
    assert isinstance(card(cast, "Ingrid", own, "Bare oss").result, Accepted)
    for who in ("Marit", "Kåre", "Guri", "Lars", "Even", "Anna"):
        assert isinstance(card(cast, who, own, "Noe annet", "card-00000002").result, Refusal), who
    assert isinstance(card(cast, "Ingrid", shared(sheet), "For tidlig").result, Refusal)
    assert cards(own) == ["Bare oss"]


def test_leaving_the_individual_phase_shares_what_each_has_written_under_new_ids(cast: Cast) -> None:
    sheet = begin(cast)
    own, theirs = document_for(sheet, cast.fjordvik), document_for(sheet, cast.lyngmo)
    card(cast, "Ingrid", own, "For lite tid")
    card(cast, "Marit", theirs, "For få fagfolk")
    move_phase(cast.actor("Kåre").by, sheet.id, Phase.SHARE, sheet.version)
    document = shared(sheet)
    assert sorted(cards(document)) == ["For få fagfolk", "For lite tid"]
    rows = project(open_document(document))["hard"]
    assert isinstance(rows, CardsRows)
    assert all(one.id != "card-00000001" for one in rows.cards)
    assert isinstance(card(cast, "Ingrid", own, "For sent", "card-00000002").result, Refusal)


def test_a_browser_that_held_the_private_sheet_cannot_send_it_into_the_next_private_phase(cast: Cast) -> None:
    sheet = begin(cast)
    own = document_for(sheet, cast.fjordvik)
    held = from_browser("For lite tid")
    apply_update(cast.actor("Ingrid"), own.id, held, "nb")
    move_phase(cast.actor("Kåre").by, sheet.id, Phase.SHARE, sheet.version)
    sheet.refresh_from_db()
    move_phase(cast.actor("Kåre").by, sheet.id, Phase.INDIVIDUAL, sheet.version)
    assert cards(document_for(sheet, cast.fjordvik)) == []
    late = from_browser("For lite tid, og for få")
    assert isinstance(apply_update(cast.actor("Ingrid"), own.id, late, "nb").result, Refusal)
    assert SetAside.objects.get().text == "For lite tid, og for få"


def test_words_that_are_refused_are_kept_for_the_one_who_typed_them(cast: Cast) -> None:
    sheet = begin(cast, "share")
    set_lock(cast.actor("Kåre").by, sheet.id, "hard", is_locked=True)
    written = apply_update(cast.actor("Ingrid"), shared(sheet).id, from_browser("Det vi sliter med"), "nn")
    assert isinstance(written.result, Refusal)
    kept = SetAside.objects.get()
    assert (kept.person, kept.text) == (cast.person("Ingrid"), "Det vi sliter med")
    assert "Du kan ikkje skrive i" in kept.why


def test_nobody_writes_with_a_client_id_that_is_anothers(cast: Cast) -> None:
    document = shared(begin(cast, "share"))
    apply_update(cast.actor("Ingrid"), document.id, from_browser("Mitt", client=77), "nb")
    assert ClientId.objects.get(client=77).person == cast.person("Ingrid")
    doc: Doc[Map[object]] = Doc(client_id=77)
    doc.get("hard/cards", type=Map)["card-00000003"] = Map({"text": Text("Andres"), "order": "a7"})
    assert isinstance(apply_update(cast.actor("Marit"), document.id, doc.get_update(), "nb").result, Refusal)
    assert cards(document) == ["Mitt"]


def test_a_lock_and_a_phase_move_the_number_so_that_whoever_judged_before_must_judge_again(cast: Cast) -> None:
    sheet = begin(cast, "share", "agree")
    document = shared(sheet)
    set_lock(cast.actor("Kåre").by, sheet.id, "hard", is_locked=True)
    sheet.refresh_from_db()
    move_phase(cast.actor("Kåre").by, sheet.id, Phase.AGREE, sheet.version)
    document.refresh_from_db()
    assert document.seq == 3
    assert [bytes(one.data) for one in Update.objects.filter(seq__gt=1).order_by("seq")] == [b"", b""]


def test_each_phase_that_ends_leaves_a_version(cast: Cast) -> None:
    sheet = begin(cast, "share", "agree")
    card(cast, "Ingrid", shared(sheet), "For lite tid")
    move_phase(cast.actor("Kåre").by, sheet.id, Phase.AGREE, sheet.version)
    version = Version.objects.get()
    assert (version.reason, version.phase, version.seq) == ("phase", "share", 2)
