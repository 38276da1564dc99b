"""What a browser may do to a sheet, and all it may not: written by hand as a hostile one would."""

from collections.abc import Callable
from typing import Any

import pytest
from pycrdt import Array, Doc, Map, Text, XmlElement, XmlText

from plandugnad.engines.sheet.checking import Touched
from plandugnad.engines.sheet.document import LARGEST_UPDATE, Accepted, Sheet
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.engines.sheet.wire import texts_in
from tests.engines.sheet.worksheet import BLOCKS, SCHEMA, Browser, faults

CARD = "kort-0001"


def with_a_card() -> tuple[Sheet, Browser]:
    """Ingrid has written a card and a goal, and a paragraph of the purpose."""
    sheet, ingrid = Sheet(SCHEMA), Browser()
    ingrid.add("hard/cards", CARD)
    ingrid.add("goals/rows", "rad-00001", "Dele fagfolk")
    ingrid.text().children.append(XmlElement("paragraph", contents=[XmlText("Vi vil dele")]))
    assert all(isinstance(one, Accepted) for one in ingrid.send(sheet))
    return sheet, ingrid


def refused(sheet: Sheet, update: bytes, code: str, may_write: frozenset[str] = BLOCKS) -> Refusal:
    """And nothing of it stays."""
    before = sheet.state(), sheet.vector()
    answer = sheet.apply(update, may_write)
    assert isinstance(answer, Refusal), answer
    assert answer.code == code
    assert (sheet.state(), sheet.vector()) == before
    assert faults(sheet) == []
    assert len({answer.sentence(language) for language in ("nb", "nn", "en")}) == 3
    return answer


def test_what_is_written_in_an_open_block_is_taken_in_and_told_of() -> None:
    sheet, ingrid = with_a_card()
    ingrid.words("hard/cards", CARD).insert(0, "Ofte er ")
    (answer,) = ingrid.send(sheet)
    assert isinstance(answer, Accepted)
    assert answer.touched == {Touched("hard", "cards", CARD)}
    assert str(sheet.root("hard/cards")[CARD]["text"]) == "Ofte er Vi er for få"


def test_the_same_update_again_changes_nothing_and_is_not_sent_on() -> None:
    sheet, ingrid = with_a_card()
    ingrid.words("hard/cards", CARD).insert(0, "Ofte er ")
    update = ingrid.last()
    first, second = sheet.apply(update, BLOCKS), sheet.apply(update, BLOCKS)
    assert isinstance(first, Accepted)
    assert isinstance(second, Accepted)
    assert first.update
    assert not second.update
    assert not second.touched


def test_a_whole_state_from_a_device_that_was_offline_is_taken_in_where_she_may_write_in_what_is_new() -> None:
    """It also names all that others have done and deleted in blocks that are closed to her."""
    sheet, ingrid = with_a_card()
    ola = Browser(sheet.state())
    del ola.items("hard/cards")[CARD]
    ola.send(sheet)
    ingrid.receive(sheet.state())
    ingrid.words("goals/rows", "rad-00001", "goal").insert(0, "Vi må ")
    answer = sheet.apply(ingrid.doc.get_update(), {"goals"})
    assert isinstance(answer, Accepted), answer
    assert answer.touched == {Touched("goals", "rows", "rad-00001")}


def test_words_written_in_what_somebody_else_deleted_are_given_back() -> None:
    sheet, ingrid = with_a_card()
    ola = Browser(sheet.state())
    del ola.items("hard/cards")[CARD]
    ola.send(sheet)
    ingrid.words("hard/cards", CARD).insert(0, "Ofte er ")
    (answer,) = ingrid.send(sheet)
    assert isinstance(answer, Accepted)
    assert answer.lost == ("Ofte er ",)
    assert Sheet.open(SCHEMA, [sheet.state()]).state() == sheet.state()


def test_nobody_writes_or_deletes_in_a_closed_block() -> None:
    sheet, ingrid = with_a_card()
    ingrid.words("hard/cards", CARD).insert(0, "Ofte er ")
    answer = refused(sheet, ingrid.last(), "closed", frozenset({"goals"}))
    assert answer.where.block == "hard"
    assert "Hva er krevende" in answer.sentence("nb")
    other = Browser(sheet.state())
    del other.items("hard/cards")[CARD]
    refused(sheet, other.last(), "closed", frozenset({"goals"}))
    third = Browser(sheet.state())
    del third.text().children[0]
    refused(sheet, third.last(), "closed", frozenset({"goals"}))


def test_an_open_and_a_closed_block_in_one_update_are_refused_together() -> None:
    sheet, ingrid = with_a_card()
    with ingrid.doc.transaction():
        ingrid.words("hard/cards", CARD).insert(0, "Ofte er ")
        ingrid.words("goals/rows", "rad-00001", "goal").insert(0, "Vi må ")
    refused(sheet, ingrid.last(), "closed", frozenset({"goals"}))


def _set(root: str, item: str, name: str, value: Any) -> Callable[[Browser], None]:
    return lambda browser: browser.items(root)[item].__setitem__(name, value)


def _paragraph(*inside: Any) -> Callable[[Browser], None]:
    return lambda browser: browser.text().children.append(XmlElement("paragraph", contents=list(inside)))


def _marked(**marks: Any) -> Callable[[Browser], None]:
    return lambda browser: browser.text().children[0].children[0].format(0, 2, marks)


def _nested_lists(browser: Browser) -> None:
    holder: Any = browser.text()
    with browser.doc.transaction():
        for _ in range(12):
            listed, item = XmlElement("bullet_list"), XmlElement("list_item")
            holder.children.append(listed)
            listed.children.append(item)
            holder = item


HOSTILE: dict[str, tuple[str, Callable[[Browser], None]]] = {
    "an unknown root": ("unknown_block", lambda one: one.doc.get("votes", type=Map).__setitem__("a", 1)),
    "an unknown root of text": ("unknown_block", lambda one: one.doc.get("votes", type=Text).insert(0, "hei")),
    "a block without a document": ("unknown_block", lambda one: one.doc.get("step", type=Map).__setitem__("a", 1)),
    "an unknown field": ("unknown_field", _set("hard/cards", CARD, "author", "Ingrid")),
    "a field of another block": ("unknown_field", _set("hard/cards", CARD, "status", "going")),
    "a choice that is none": ("wrong_value", _set("goals/rows", "rad-00001", "status", "given up")),
    "a number in words": ("wrong_value", _set("goals/rows", "rad-00001", "hours", "mange")),
    "a number that is none": ("wrong_value", _set("goals/rows", "rad-00001", "hours", float("nan"))),
    "a number without end": ("wrong_value", _set("goals/rows", "rad-00001", "hours", float("inf"))),
    "a day that is none": ("wrong_value", _set("goals/rows", "rad-00001", "due", "2027-02-30")),
    "a party of another kind": ("wrong_value", _set("goals/rows", "rad-00001", "responsible", "robot:1")),
    "a list as a value": ("wrong_value", _set("goals/rows", "rad-00001", "hours", [1, 2])),
    "a mapping as a value": ("wrong_value", _set("goals/rows", "rad-00001", "status", {"going": 1})),
    "bytes as a value": ("wrong_value", _set("goals/rows", "rad-00001", "status", b"going")),
    "an order that is none": ("wrong_value", _set("hard/cards", CARD, "order", "æ")),
    "no order": ("wrong_value", _set("hard/cards", CARD, "order", None)),
    "a map within an item": ("structure", _set("hard/cards", CARD, "cluster", Map({"a": 1}))),
    "a list within an item": ("structure", _set("hard/cards", CARD, "cluster", Array([1]))),
    "a text where a choice stands": ("structure", _set("goals/rows", "rad-00001", "status", Text("going"))),
    "a new text over others' words": ("structure", _set("hard/cards", CARD, "text", Text("Mitt"))),
    "a string over others' words": ("structure", _set("hard/cards", CARD, "text", "Mitt")),
    "words taken away without their card": ("structure", lambda one: one.items("hard/cards")[CARD].pop("text")),
    "an order taken away": ("not_whole", lambda one: one.items("hard/cards")[CARD].pop("order")),
    "an item that is a string": ("structure", lambda one: one.items("hard/cards").__setitem__("kort-0002", "hei")),
    "an item that is a text": ("structure", lambda one: one.items("hard/cards").__setitem__("kort-0002", Text("hei"))),
    "an item with a strange id": ("structure", lambda one: one.add("hard/cards", "æ")),
    "an item with an endless id": ("structure", lambda one: one.add("hard/cards", "x" * 41)),
    "an item without order": ("not_whole", lambda one: one.add("hard/cards", "kort-0002", order="leave out")),
    "an item without words": ("not_whole", lambda one: one.add("hard/cards", "kort-0002", text="leave out")),
    "an empty item": ("not_whole", lambda one: one.items("hard/cards").__setitem__("kort-0002", Map({}))),
    "a document within": ("structure", lambda one: one.items("hard/cards").__setitem__("kort-0002", Doc())),
    "too long a text": ("too_long", lambda one: one.words("hard/cards", CARD).insert(0, "a" * 60)),
    "too long an item": ("too_long", lambda one: one.add("hard/cards", "kort-0002", "a" * 61)),
    "too long a rich text": ("too_long", _paragraph(XmlText("a" * 400))),
    "a sign that cannot be stored": ("signs", lambda one: one.words("hard/cards", CARD).insert(0, "a\x00b")),
    "marks in a short text": ("formatting", lambda one: one.words("hard/cards", CARD).format(0, 2, {"strong": {}})),
    "a picture in a short text": ("structure", lambda one: one.words("hard/cards", CARD).insert_embed(0, {"a": 1})),
    "a picture in a rich text": (
        "structure",
        lambda one: one.text().children[0].children[0].insert_embed(0, {"src": "x"}),
    ),
    "a script": ("formatting", lambda one: one.text().children.append(XmlElement("script"))),
    "a script in a paragraph": ("formatting", _paragraph(XmlElement("script"))),
    "a list item alone": ("formatting", lambda one: one.text().children.append(XmlElement("list_item"))),
    "words in no paragraph": ("formatting", lambda one: one.text().children.append(XmlText("hei"))),
    "lists within lists within lists": ("formatting", _nested_lists),
    "a handler on a paragraph": (
        "formatting",
        lambda one: one.text().children[0].attributes.__setitem__("onclick", "alert(1)"),
    ),
    "a heading of level 9": (
        "formatting",
        lambda one: one.text().children.append(XmlElement("heading", {"level": "9"})),
    ),
    "an unknown mark": ("formatting", _marked(blink={})),
    "a mark with more in it": ("formatting", _marked(strong={"onclick": "alert(1)"})),
    "a link that runs a script": ("formatting", _marked(link={"href": "javascript:alert(1)"})),
    "a link to a file": ("formatting", _marked(link={"href": "file:///etc/passwd"})),
    "a link with more in it": ("formatting", _marked(link={"href": "https://eksempel.no", "onclick": "x"})),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_browser_cannot_write(what: str) -> None:
    code, write = HOSTILE[what]
    sheet, _ = with_a_card()
    mallory = Browser(sheet.state())
    write(mallory)
    made = mallory.made
    for one in made[:-1]:
        sheet.apply(one, BLOCKS)
    refused(sheet, made[-1], code)


def test_an_item_made_apart_under_the_id_of_one_that_stands_does_not_take_its_place() -> None:
    sheet, _ = with_a_card()
    apart = Browser()
    apart.add("hard/cards", CARD, "Mitt")
    refused(sheet, apart.last(), "already_there")


def test_a_card_more_than_there_is_room_for_is_refused_until_one_is_taken_away() -> None:
    sheet, ingrid = with_a_card()
    for number in range(2, 6):
        ingrid.add("hard/cards", f"kort-000{number}")
    assert all(isinstance(one, Accepted) for one in ingrid.send(sheet))
    ingrid.add("hard/cards", "kort-0006")
    refused(sheet, ingrid.last(), "too_many")
    other = Browser(sheet.state())
    del other.items("hard/cards")[CARD]
    other.add("hard/cards", "kort-0007")
    assert all(isinstance(one, Accepted) for one in other.send(sheet))


def test_a_text_that_is_full_takes_as_much_as_is_taken_away() -> None:
    sheet, ingrid = with_a_card()
    ingrid.words("hard/cards", CARD).insert(0, "a" * 48)
    assert isinstance(ingrid.send(sheet)[0], Accepted)
    with ingrid.doc.transaction():
        del ingrid.words("hard/cards", CARD)[:10]
        ingrid.words("hard/cards", CARD).insert(0, "b" * 10)
    assert isinstance(ingrid.send(sheet)[0], Accepted)


def test_an_update_whose_beginning_has_not_come_is_refused_and_the_words_in_it_are_found() -> None:
    sheet, ingrid = with_a_card()
    ingrid.words("hard/cards", CARD).insert(0, "først ")
    ingrid.made.clear()
    ingrid.words("hard/cards", CARD).insert(0, "dernest ")
    update = ingrid.last()
    refused(sheet, update, "missing")
    assert texts_in(update) == ["dernest "]


def test_a_deletion_of_what_nobody_has_seen_is_refused() -> None:
    sheet, ingrid = with_a_card()
    ingrid.add("hard/cards", "kort-0002")
    ingrid.made.clear()
    del ingrid.items("hard/cards")["kort-0002"]
    refused(sheet, ingrid.last(), "missing")


@pytest.mark.parametrize("cut", [0, 1, 5, -1, -7])
def test_an_update_that_is_cut_off_is_refused(cut: int) -> None:
    sheet, ingrid = with_a_card()
    ingrid.add("hard/cards", "kort-0002")
    refused(sheet, ingrid.last()[:cut], "damaged")


def test_an_update_of_great_length_is_refused_unread() -> None:
    sheet, _ = with_a_card()
    refused(sheet, b"\x00" * (LARGEST_UPDATE + 1), "too_large")


def test_a_count_of_thousands_of_millions_costs_nothing() -> None:
    sheet, _ = with_a_card()
    for count in (b"\xff\xff\xff\xff\x0f", b"\xff" * 9 + b"\x01", b"\xff\xff\xff\xff\xff\xff\xff\x0f"):
        refused(sheet, count, "damaged")
        refused(sheet, b"\x01" + count + b"\x07\x00", "damaged")
        refused(sheet, b"\x00" + count, "damaged")


def test_a_block_of_time_that_is_far_ahead_is_refused() -> None:
    sheet, _ = with_a_card()
    refused(sheet, b"\x01\x01\x07\x00\x00\xff\xff\xff\xff\x07\x00", "damaged")  # a length of 2³¹ − 1
    refused(sheet, b"\x01\x01\x07\x00\x0a\x05\x00", "missing")  # a gap


def test_nobody_writes_with_the_client_id_of_another() -> None:
    """Else Mallory could make Ingrid's next words count as known already, and they would be dropped in silence."""
    sheet, ingrid = with_a_card()
    ingrid.words("hard/cards", CARD).insert(0, "Ofte er ")
    (answer,) = ingrid.send(sheet)
    assert isinstance(answer, Accepted)
    assert answer.clients == {ingrid.doc.client_id}
    mallory = Browser(sheet.state(), client=ingrid.doc.client_id)
    mallory.words("hard/cards", CARD).insert(0, "Aldri er ")
    before = sheet.state()
    refusal = sheet.apply(mallory.last(), BLOCKS, taken=answer.clients)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "unfitting"
    assert sheet.state() == before


def test_what_is_torn_between_two_lists_is_refused() -> None:
    """A sign that says it stands after one in a card and before one in a goal would tie the two lists together."""
    sheet, _ = with_a_card()
    one, other = Browser(client=5), Browser(client=6)
    one.add("hard/cards", "kort-0002", "a")
    other.add("goals/rows", "rad-00002", "b")
    for browser in (one, other):
        assert all(isinstance(answer, Accepted) for answer in browser.send(sheet))
    torn = bytes([1, 1, 9, 0, 0xC4, 5, 3, 6, 3, 1, ord("x"), 0])
    refused(sheet, torn, "structure")


def test_two_that_wait_for_each_other_are_refused() -> None:
    sheet, _ = with_a_card()
    knot = bytes([2, 1, 9, 0, 0x84, 8, 0, 1, ord("x"), 1, 8, 0, 0x84, 9, 0, 1, ord("y"), 0])
    refused(sheet, knot, "missing")


def test_an_undone_removal_brings_the_card_back_under_its_own_id() -> None:
    sheet, ingrid = with_a_card()
    del ingrid.items("hard/cards")[CARD]
    ingrid.add("hard/cards", CARD, "Tilbake")
    assert all(isinstance(one, Accepted) for one in ingrid.send(sheet))
    assert str(sheet.root("hard/cards")[CARD]["text"]) == "Tilbake"


def test_what_is_kept_with_something_lacking_is_not_opened_as_if_whole() -> None:
    _, ingrid = with_a_card()
    ingrid.words("hard/cards", CARD).insert(0, "Ofte er ")
    with pytest.raises(ValueError, match="lacking"):
        Sheet.open(SCHEMA, [ingrid.last()])


def test_a_sheet_from_an_older_definition_opens_and_what_is_gone_from_it_is_closed() -> None:
    old = Browser()
    old.items("removed/cards")["kort-0001"] = Map({"order": "V", "text": Text("Gammelt")})
    old.add("hard/cards", CARD, strange="Gammelt")
    sheet = Sheet.open(SCHEMA, old.made)
    ola = Browser(sheet.state())
    ola.items("removed/cards")["kort-0001"]["text"].insert(0, "Mer ")
    answer = sheet.apply(ola.last(), BLOCKS)
    assert isinstance(answer, Refusal)
    assert answer.code == "unfitting"


def test_one_who_has_been_away_is_given_what_she_lacks() -> None:
    sheet, ingrid = with_a_card()
    ola = Browser()
    whole = sheet.since(ola.doc.get_state())
    assert isinstance(whole, bytes)
    ola.receive(whole)
    assert ola.items("hard/cards").to_py() == ingrid.items("hard/cards").to_py()
    assert isinstance(sheet.since(b"\xff\xff"), Refusal)


def test_a_library_that_fails_on_what_was_judged_to_fit_leaves_the_sheet_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet, ingrid = with_a_card()
    rows = sheet.root("hard/cards").to_py()
    ingrid.words("hard/cards", CARD).insert(0, "Ofte er ")
    update = ingrid.last()

    def fail(update: bytes) -> None:
        raise ValueError

    with monkeypatch.context() as only_now:
        only_now.setattr(sheet.doc, "apply_update", fail)
        answer = sheet.apply(update, BLOCKS)
    assert isinstance(answer, Refusal)
    assert answer.code == "fault"
    assert sheet.root("hard/cards").to_py() == rows
    assert isinstance(sheet.apply(update, BLOCKS), Accepted)


@pytest.mark.parametrize(("hers", "his"), [(5, 6), (6, 5)])
def test_a_card_that_two_have_moved_at_once_is_taken_in_from_the_one_who_was_offline(hers: int, his: int) -> None:
    """Hers has lost to his in her own browser when she sends it, or his loses to hers in the sheet."""
    sheet, _ = with_a_card()
    ingrid, tore = Browser(sheet.state(), client=hers), Browser(sheet.state(), client=his)
    ingrid.items("hard/cards")[CARD]["order"] = "a"
    ingrid.items("hard/cards")[CARD]["order"] = "b"
    tore.items("hard/cards")[CARD]["order"] = "c"
    assert isinstance(tore.send(sheet)[0], Accepted)
    ingrid.receive(sheet.state())
    answer = sheet.apply(ingrid.doc.get_update(sheet.vector()), BLOCKS)
    assert isinstance(answer, Accepted), answer
    assert sheet.root("hard/cards").to_py() == ingrid.items("hard/cards").to_py()


def test_an_order_that_comes_as_already_taken_away_does_not_take_the_place_of_the_one_that_stands() -> None:
    sheet, ingrid = Sheet(SCHEMA), Browser(client=5)
    ingrid.add("hard/cards", CARD)
    ingrid.send(sheet)
    deleted_after_the_order = bytes([1, 1, 9, 0, 0x81, 5, 1, 1, 1, 9, 1, 0, 1])
    refused(sheet, deleted_after_the_order, "not_whole")
    written_and_deleted = bytes([1, 1, 9, 0, 0x88, 5, 1, 1, 0x77, 1, ord("x"), 1, 9, 1, 0, 1])
    refused(sheet, written_and_deleted, "not_whole")
