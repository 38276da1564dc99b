"""Edits from the outline and from a plain save give the same as the drawing does, and lose nobody's words."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from plandugnad.engines.sheet.difference import edits, on
from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.prefilling import complete, prefill
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.engines.sheet.rows import CardsRows, ChecklistRows, FlowRows, MatrixRows, TableRows
from tests.engines.sheet.test_properties import _STEPS
from tests.engines.sheet.worksheet import BLOCKS, SCHEMA, TEXTS, Browser, faults


def ingrid(sheet: Sheet) -> Editing:
    return Editing(sheet, BLOCKS)


def accepted(answer: Accepted | Refusal) -> Accepted:
    assert isinstance(answer, Accepted), answer
    return answer


def code(answer: Accepted | Refusal) -> str:
    assert isinstance(answer, Refusal), answer
    assert len({answer.sentence(language) for language in ("nb", "nn", "en")}) == 3
    return answer.code


def texts(sheet: Sheet) -> list[str]:
    rows = project(sheet)["aims"]
    assert isinstance(rows, CardsRows)
    return [one.text for one in rows.cards]


def with_cards(*words: str) -> Sheet:
    sheet = Sheet(SCHEMA)
    for number, text in enumerate(words):
        accepted(ingrid(sheet).add("aims", "cards", f"kort-000{number}", {"text": text}))
    return sheet


def test_cards_stand_where_they_are_put_and_moved() -> None:
    sheet = with_cards("en", "to", "tre")
    accepted(ingrid(sheet).add("aims", "cards", "kort-0009", {"text": "først"}, after=""))
    accepted(ingrid(sheet).add("aims", "cards", "kort-0008", {"text": "mellom"}, after="kort-0000"))
    accepted(ingrid(sheet).move("aims", "cards", "kort-0002", after=""))
    assert texts(sheet) == ["tre", "først", "en", "mellom", "to"]
    accepted(ingrid(sheet).remove("aims", "cards", "kort-0009"))
    assert texts(sheet) == ["tre", "en", "mellom", "to"]


def test_what_is_sent_on_gives_a_browser_the_same() -> None:
    sheet, browser = Sheet(SCHEMA), Browser()
    for text in ("en", "to"):
        made = accepted(ingrid(sheet).add("aims", "cards", f"kort-{text}-1", {"text": text}))
        browser.receive(made.update)
    assert browser.items("aims/cards").to_py() == sheet.root("aims/cards").to_py()


def test_a_card_is_put_in_a_cluster_and_taken_out_when_the_cluster_goes() -> None:
    sheet = with_cards("en")
    accepted(ingrid(sheet).add("aims", "clusters", "klynge-01", {"name": "Folk"}))
    accepted(ingrid(sheet).put_in_cluster("aims", "kort-0000", "klynge-01"))
    rows = project(sheet)["aims"]
    assert isinstance(rows, CardsRows)
    assert rows.cards[0].cluster == "klynge-01"
    accepted(ingrid(sheet).remove("aims", "clusters", "klynge-01"))
    rows = project(sheet)["aims"]
    assert isinstance(rows, CardsRows)
    assert rows.cards[0].cluster is None


def test_goals_are_placed_on_axes_and_in_rings_and_called_what_they_are() -> None:
    sheet = Sheet(SCHEMA)
    accepted(ingrid(sheet).add("goals", "rows", "maal-0001", {"goal": "Dele folk", "hours": 7.5}))
    accepted(ingrid(sheet).add("influence", "places", "plass-001", {"ref": "maal-0001"}))
    accepted(ingrid(sheet).place_on_axes("influence", "plass-001", 0.25, 1))
    accepted(ingrid(sheet).add("near", "places", "plass-001", {"text": "Sjåførene"}))
    accepted(ingrid(sheet).place_in_ring("near", "plass-001", "inner", 0.5))
    rows = project(sheet)
    influence, near, goals = rows["influence"], rows["near"], rows["goals"]
    assert isinstance(influence, MatrixRows)
    assert isinstance(near, MatrixRows)
    assert isinstance(goals, TableRows)
    placed = influence.placements[0]
    assert (placed.text, placed.ref, placed.x, placed.y) == ("Dele folk", "maal-0001", 0.25, 1.0)
    assert (near.placements[0].ring, near.placements[0].turn) == ("inner", 0.5)
    assert goals.rows[0].cells["hours"] == 7.5


def test_steps_are_connected_and_an_arrow_to_one_that_goes_is_no_longer_whole() -> None:
    sheet = Sheet(SCHEMA)
    for name in ("steg-0001", "steg-0002"):
        accepted(ingrid(sheet).add("course", "steps", name, {"name": name, "stage": "before"}))
    accepted(ingrid(sheet).connect("course", "pil-00001", "steg-0001", "steg-0002", "etter møtet"))
    assert code(ingrid(sheet).connect("course", "pil-00002", "steg-0001", "steg-0009")) == "gone"
    assert code(ingrid(sheet).connect("goals", "pil-00002", "steg-0001", "steg-0002")) == "gone"
    accepted(ingrid(sheet).remove("course", "steps", "steg-0002"))
    rows = project(sheet)["course"]
    assert isinstance(rows, FlowRows)
    assert [(one.source, one.target, one.is_whole) for one in rows.arrows] == [("steg-0001", None, False)]


def test_two_who_write_in_one_card_both_keep_their_words() -> None:
    """Tore saves a form he opened before Ingrid wrote."""
    sheet = with_cards("Vi er for få")
    accepted(ingrid(sheet).write("aims", "cards", "kort-0000", "text", "Vi er ofte for få"))
    accepted(ingrid(sheet).write("aims", "cards", "kort-0000", "text", "Vi er for få her", was="Vi er for få"))
    assert texts(sheet) == ["Vi er ofte for få her"]


def test_what_is_not_allowed_is_refused_in_words_and_changes_nothing() -> None:
    sheet = with_cards("en")
    before = sheet.state()
    edit, closed = ingrid(sheet), Editing(sheet, {"goals"})
    assert code(closed.write("aims", "cards", "kort-0000", "text", "to")) == "closed"
    assert code(edit.write("aims", "cards", "kort-0009", "text", "to")) == "gone"
    assert code(edit.write("aims", "cards", "kort-0000", "text", "a" * 2_001)) == "too_long"
    assert code(edit.write("aims", "cards", "kort-0000", "text", "a\x00")) == "signs"
    assert code(edit.write("aims", "cards", "kort-0000", "cluster", "to")) == "wrong_value"
    assert code(edit.write("aims", "cards", "kort-0000", "color", "to")) == "unknown_field"
    assert code(edit.set("aims", "cards", "kort-0000", {"text": "to"})) == "wrong_value"
    assert code(edit.set("aims", "cards", "kort-0000", {"cluster": 7})) == "wrong_value"
    assert code(edit.add("aims", "cards", "kort-0000", {})) == "already_there"
    assert code(edit.add("aims", "cards", "kort", {})) == "structure"
    assert code(edit.add("aims", "rows", "kort-0001", {})) == "unknown_block"
    assert code(edit.add("step", "cards", "kort-0001", {})) == "unknown_block"
    assert code(edit.move("aims", "cards", "kort-0000", after="kort-0009")) == "gone"
    assert code(edit.add("aims", "cards", "kort-0001", {}, after="kort-0009")) == "gone"
    assert code(edit.remove("aims", "cards", "kort-0009")) == "gone"
    assert sheet.state() == before


def test_there_is_room_for_so_many_cards_and_no_more() -> None:
    sheet = Sheet(SCHEMA)
    for number in range(5):
        accepted(ingrid(sheet).add("hard", "cards", f"kort-000{number}", {"text": "a"}))
    assert code(ingrid(sheet).add("hard", "cards", "kort-0005", {"text": "a"})) == "too_many"


def test_between_cards_with_the_same_place_there_is_room_too() -> None:
    sheet, tore = Sheet(SCHEMA), Browser()
    for name in "abc":
        tore.add("aims/cards", f"kort-000{name}", name, order="V")
    tore.send(sheet)
    accepted(ingrid(sheet).add("aims", "cards", "kort-0009", {"text": "mellom"}, after="kort-000a"))
    assert texts(sheet) == ["a", "mellom", "b", "c"]


def test_a_new_sheet_begins_with_the_suggestions_in_its_language() -> None:
    sheet = Sheet(SCHEMA)
    ids = iter(f"ny-{number:08}" for number in range(9))
    assert prefill(sheet, "en", lambda: next(ids))
    rows = project(sheet)
    goals, todo, course = rows["goals"], rows["todo"], rows["course"]
    assert isinstance(goals, TableRows)
    assert isinstance(todo, ChecklistRows)
    assert isinstance(course, FlowRows)
    assert (goals.rows[0].cells["goal"], goals.rows[0].cells["status"]) == ("Én felles vaktliste en", "going")
    assert (todo.tasks[0].text, course.lanes[0].name) == ("Tell plogene en", "Sjåførene en")
    assert faults(sheet) == []


def test_a_column_that_is_new_in_the_definition_is_given_to_the_rows_that_stand() -> None:
    old = Browser()
    old.add("goals/rows", "maal-0001", goal="leave out")
    sheet = Sheet.open(SCHEMA, old.made)
    assert faults(sheet) == ["goals/rows maal-0001 lacks goal"]
    assert project(sheet)["goals"]
    assert complete(sheet)
    assert faults(sheet) == []
    assert complete(sheet) == b""


_TEXT = some.text(some.sampled_from("ab c.\næ🌱"), max_size=30)
_MANY = settings(max_examples=200, deadline=None)


def done(text: str, made: Any) -> str:
    for one in reversed(made):
        text = text[: one.start] + one.text + text[one.end :]
    return text


@_MANY
@given(_TEXT, _TEXT)
def test_a_difference_makes_the_one_text_the_other(before: str, after: str) -> None:
    assert done(before, edits(before, after)) == after


@_MANY
@given(_TEXT, _TEXT, _TEXT)
def test_a_difference_on_a_text_others_have_changed_keeps_all_that_either_has_added(
    before: str, mine: str, theirs: str
) -> None:
    merged = done(theirs, on(theirs, before, edits(before, mine)))
    added = "".join(one.text for one in edits(before, theirs)) + "".join(one.text for one in edits(before, mine))
    assert all(merged.count(sign) >= added.count(sign) for sign in set(added))
    if theirs == before:
        assert merged == mine
    if mine == before:
        assert merged == theirs


@settings(max_examples=40, deadline=None)
@given(_STEPS)
def test_an_edit_as_an_operation_gives_the_same_rows_as_in_a_browser(steps: Any) -> None:
    """Each step is done in a browser's drawing, and in another sheet from the outline."""
    drawn, browser, outlined = Sheet(SCHEMA), Browser(), Sheet(SCHEMA)
    editing = ingrid(outlined)
    for _, (what, root, item, field, words, at, name, value), _ in steps:
        block, collection = root.split("/")
        items = browser.items(root)
        if what == "add" and item not in items:
            if isinstance(editing.add(block, collection, item, dict.fromkeys(TEXTS[root], words)), Accepted):
                browser.add(root, item, words, order=outlined.root(root)[item]["order"])
        elif what == "remove" and item in items:
            accepted(editing.remove(block, collection, item))
            del items[item]
        elif what == "set" and item in items and name != "order":
            accepted(editing.set(block, collection, item, {name: value}))
            items[item][name] = value
        elif what == "words" and item in items and field:
            now = str(items[item][field])
            place = int(at * len(now))
            if isinstance(editing.write(block, collection, item, field, now[:place] + words + now[place:]), Accepted):
                items[item][field].insert(len(now[:place].encode()), words)
        assert all(isinstance(one, Accepted) for one in browser.send(drawn))
    assert project(outlined) == project(drawn)
    assert faults(outlined) == []
