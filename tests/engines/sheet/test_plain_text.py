"""A text saved from a plain field, and a form of several fields: nobody's words are lost, and nobody's marks."""

from pycrdt import XmlElement, XmlText

from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.plain_text import plain_text, write_plain
from plandugnad.engines.sheet.refusal import Refusal
from tests.engines.sheet.test_operations import accepted, code, ingrid, texts, with_cards
from tests.engines.sheet.test_richtext import WHOLE, held, written
from tests.engines.sheet.worksheet import BLOCKS, Browser, faults


def save(sheet: Sheet, typed: str, was: str, may_write: frozenset[str] = frozenset(BLOCKS)) -> Accepted | Refusal:
    return write_plain(Editing(sheet, may_write), "purpose", typed, was)


def test_what_is_saved_as_it_was_changes_nothing() -> None:
    sheet = written(WHOLE)
    was = plain_text(sheet, "purpose")
    assert accepted(save(sheet, was, was)).update == b""
    assert held(sheet) == WHOLE


def test_a_changed_word_leaves_all_other_marks_alone() -> None:
    sheet = written(WHOLE)
    was = plain_text(sheet, "purpose")
    accepted(save(sheet, was.replace("lære", "lære mer"), was))
    assert plain_text(sheet, "purpose") == was.replace("lære", "lære mer")
    assert held(sheet)[-1] == WHOLE[-1]  # an empty paragraph, which plain text does not tell of
    assert faults(sheet) == []


def test_what_others_wrote_beside_it_is_kept_and_in_the_same_paragraph_is_not_written_over() -> None:
    sheet = Sheet(written(()).schema)
    accepted(save(sheet, "en\n\nto", ""))
    was = plain_text(sheet, "purpose")
    browser = Browser(sheet.state())
    browser.text().children.append(XmlElement("paragraph", contents=[XmlText("tre")]))
    browser.send(sheet)
    accepted(save(sheet, "en og en halv\n\nto", was))
    assert plain_text(sheet, "purpose") == "en og en halv\n\nto\n\ntre"
    assert code(save(sheet, "to\n\nto", was)) == "changed"
    assert plain_text(sheet, "purpose") == "en og en halv\n\nto\n\ntre"


def test_a_part_that_is_shut_or_is_no_text_takes_nothing() -> None:
    sheet = written(WHOLE)
    assert code(save(sheet, "nytt", "", frozenset())) == "closed"
    assert code(write_plain(ingrid(sheet), "aims", "nytt", "")) == "unknown_block"
    assert held(sheet) == WHOLE


def test_several_fields_are_saved_at_once_or_none_of_them() -> None:
    sheet = with_cards("en")
    accepted(ingrid(sheet).add("aims", "clusters", "gruppe-01", {"name": "Folk"}))
    spot = ("aims", "cards", "kort-0000")
    accepted(ingrid(sheet).change(*spot, {"text": "en til", "cluster": "gruppe-01"}))
    refused = ingrid(sheet).change(*spot, {"text": "noe annet", "cluster": 7})
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.where.field) == ("wrong_value", "cluster")
    assert code(ingrid(sheet).change("aims", "cards", "kort-9999", {"text": "x"})) == "gone"
    assert texts(sheet) == ["en til"]
    assert accepted(ingrid(sheet).change(*spot, {"text": "en til"})).update == b""
