"""When what was written apart is shown, nobody can read who wrote what."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some
from pycrdt import Doc, XmlElement, XmlText

from plandugnad.engines.sheet.document import Sheet
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.reveal import reveal
from plandugnad.engines.sheet.richtext import plain
from plandugnad.engines.sheet.rows import CardsRows, FlowRows, MatrixRows, TextRows
from plandugnad.engines.sheet.wire import read_update
from tests.engines.sheet.worksheet import BLOCKS, SCHEMA, Browser, faults

WORDS = {"Fjordvik": ["for få folk", "lang vei"], "Lyngmo": ["ingen vikar", "gamle planer", " "], "Sandnes": []}


def private(name: str, words: list[str]) -> Sheet:
    sheet, browser = Sheet(SCHEMA), Browser(client=10_000 + len(name))
    for number, text in enumerate(words):
        browser.add("hard/cards", f"{name}-{number:04}", text, order="V" * (number + 1))
    browser.send(sheet)
    return sheet


def apart() -> list[Sheet]:
    return [private(name, words) for name, words in WORDS.items()]


def cards(sheet: Sheet, block: str = "hard") -> CardsRows:
    rows = project(sheet)[block]
    assert isinstance(rows, CardsRows)
    return rows


def test_all_that_was_written_is_shown_and_what_is_empty_is_not() -> None:
    shared = Sheet(SCHEMA)
    assert reveal(apart(), shared, ["hard"], "frø")
    assert sorted(one.text for one in cards(shared).cards) == sorted(
        text for words in WORDS.values() for text in words if text.strip()
    )
    assert faults(shared) == []


def test_nothing_of_who_wrote_comes_along() -> None:
    """Neither client ids, ids of items, order keys nor the bytes of any private update."""
    sheets, shared = apart(), Sheet(SCHEMA)
    update = reveal(sheets, shared, ["hard"], "frø")
    assert {one.client for one in read_update(shared.state()).structs} == {shared.doc.client_id}
    assert {one.client for one in read_update(update).structs} == {shared.doc.client_id}
    for name in WORDS:
        assert name.encode() not in shared.state()
    for sheet in sheets:
        for one in read_update(sheet.state()).structs:
            assert one.client != shared.doc.client_id


def test_the_private_sheets_are_left_as_they_were() -> None:
    sheets = apart()
    before = [one.state() for one in sheets]
    reveal(sheets, Sheet(SCHEMA), ["hard"], "frø")
    assert [one.state() for one in sheets] == before


def test_the_same_seed_gives_the_same_and_another_seed_another_order() -> None:
    orders = []
    for seed in ("frø", "frø", *map(str, range(8))):
        shared = Sheet(SCHEMA)
        reveal(apart(), shared, ["hard"], seed)
        orders.append(tuple((one.id, one.text) for one in cards(shared).cards))
    assert orders[0] == orders[1]
    assert len({tuple(text for _, text in one) for one in orders}) > 3


def test_the_order_of_the_organisations_does_not_decide_the_order_of_the_cards() -> None:
    """Over many draws each card stands first about as often, whoever wrote it."""
    first: dict[str, int] = {}
    for seed in range(400):
        shared = Sheet(SCHEMA)
        reveal(apart(), shared, ["hard"], str(seed))
        text = cards(shared).cards[0].text
        first[text] = first.get(text, 0) + 1
    assert len(first) == 4
    assert min(first.values()) > 60


def test_what_refers_to_something_refers_to_the_copy_of_it() -> None:
    sheet, shared = Sheet(SCHEMA), Sheet(SCHEMA)
    edit = Editing(sheet, BLOCKS)
    edit.add("aims", "clusters", "klynge-01", {"name": "Folk"})
    edit.add("aims", "cards", "kort-0001", {"text": "Dele folk", "cluster": "klynge-01"})
    edit.add("aims", "cards", "kort-0002", {"text": "Alene", "cluster": "klynge-99"})
    for name in ("steg-0001", "steg-0002"):
        edit.add("course", "steps", name, {"name": name})
    edit.connect("course", "pil-00001", "steg-0001", "steg-0002")
    Editing(shared, BLOCKS).add("goals", "rows", "maal-0001", {"goal": "Felles"})
    edit.add("influence", "places", "plass-001", {"ref": "maal-0001", "x": 0.5})
    reveal([sheet], shared, ["aims", "course", "influence"], "frø")
    rows = cards(shared, "aims")
    held = {one.text: one.cluster for one in rows.cards}
    assert held == {"Dele folk": rows.clusters[0].id, "Alene": None}
    course, influence = project(shared)["course"], project(shared)["influence"]
    assert isinstance(course, FlowRows)
    assert isinstance(influence, MatrixRows)
    assert [one.name for one in course.steps] == ["steg-0001", "steg-0002"]
    assert course.arrows[0].is_whole
    assert influence.placements[0].text == "Felles"
    assert not {one.id for one in course.steps} & {"steg-0001", "steg-0002"}


def test_texts_are_put_after_what_stands_with_their_headings_and_links() -> None:
    sheet, shared = Sheet(SCHEMA), Sheet(SCHEMA)
    for one, words in ((sheet, "Apart"), (shared, "Felles")):
        browser = Browser()
        browser.text().children.append(XmlElement("paragraph", contents=[XmlText(words)]))
        browser.send(one)
    reveal([sheet], shared, ["purpose"], "frø")
    rows = project(shared)["purpose"]
    assert isinstance(rows, TextRows)
    assert plain(rows.blocks) == "Felles\nApart"


def test_the_order_of_the_organisations_does_not_decide_the_order_of_their_texts_or_steps() -> None:
    """These keep the order within each, so whose comes first must be drawn."""
    sheets, firsts = [], set()
    for words in ("Fjordvik", "Lyngmo"):
        sheet, browser = Sheet(SCHEMA), Browser()
        browser.text().children.append(XmlElement("paragraph", contents=[XmlText(words)]))
        browser.add("course/steps", "steg-0001", words)
        browser.send(sheet)
        sheets.append(sheet)
    for seed in range(20):
        shared = Sheet(SCHEMA)
        reveal(sheets, shared, ["purpose", "course"], str(seed))
        purpose, course = project(shared)["purpose"], project(shared)["course"]
        assert isinstance(purpose, TextRows)
        assert isinstance(course, FlowRows)
        firsts |= {plain(purpose.blocks).split()[0], course.steps[0].name + " first"}
    assert firsts == {"Fjordvik", "Lyngmo", "Fjordvik first", "Lyngmo first"}


def test_cards_already_shared_stand_before_what_is_revealed() -> None:
    shared = Sheet(SCHEMA)
    Editing(shared, BLOCKS).add("hard", "cards", "kort-0001", {"text": "Felles"})
    reveal(apart(), shared, ["hard"], "frø")
    assert cards(shared).cards[0].text == "Felles"


@settings(max_examples=20, deadline=None)
@given(some.lists(some.lists(some.text("abc ", min_size=1, max_size=5), max_size=4), max_size=4), some.text(max_size=5))
def test_no_card_is_lost_or_doubled_whatever_was_written(words: list[list[str]], seed: str) -> None:
    sheets: list[Any] = [private(f"sted{number}", held) for number, held in enumerate(words)]
    shared = Sheet(SCHEMA)
    reveal(sheets, shared, ["hard"], seed)
    expected = sorted(text for held in words for text in held if text.strip())
    assert sorted(one.text for one in cards(shared).cards) == expected
    other: Doc[Any] = Doc()
    other.apply_update(shared.state())
    assert Sheet.open(SCHEMA, [other.get_update()]).state() == shared.state()


@settings(max_examples=60)
@given(
    some.lists(some.text("abcæøå ", min_size=1, max_size=8), min_size=1, max_size=6),
    some.randoms(use_true_random=False),
)
def test_cards_of_nobodys_stand_as_the_draw_says_whatever_order_they_were_written_in(
    words: list[str], chance: Any
) -> None:
    written = [f"{word}." for word in words]
    mixed = list(written)
    chance.shuffle(mixed)
    first, second = Sheet(SCHEMA), Sheet(SCHEMA)
    for sheet, texts in ((first, written), (second, mixed)):
        reveal(apart(), sheet, ["hard"], "frø", {"hard": texts})
        assert faults(sheet) == []
    assert cards(first).cards == cards(second).cards
    assert sorted(one.text for one in cards(first).cards) == sorted(
        [*written, *(text for one in WORDS.values() for text in one if text.strip())]
    )


def test_each_order_of_them_is_drawn_also_among_what_was_written_in_documents() -> None:
    def drawn(seed: int) -> tuple[str, ...]:
        shared = Sheet(SCHEMA)
        reveal([private("Fjordvik", ["x"])], shared, ["hard"], str(seed), {"hard": ["a", "b"]})
        return tuple(one.text for one in cards(shared).cards)

    assert len({drawn(seed) for seed in range(60)}) == 6
