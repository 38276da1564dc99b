"""Rows that belong to who wrote them: whatever two programs do, what one has written the other never changes."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some
from pycrdt import Map, Text

from plandugnad.engines.sheet.belonging import Belonging
from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.operations import Editing
from plandugnad.engines.sheet.refusal import Refusal
from tests.engines.sheet.test_properties import act, hostile
from tests.engines.sheet.worksheet import BLOCKS, SCHEMA, Browser

ROOT, SIGNED = "goals/rows", "responsible"
NAMES = ("organisation:one", "organisation:two")
ANSWERS = frozenset({"due"})  # the second is the one who is asked
RULES = [{"goals": Belonging(SIGNED, name, frozenset({name}), ANSWERS, may_answer=name == NAMES[1])} for name in NAMES]
_IDS = ("ting-0000", "ting-0001", "ting-0002")
_VALUES = [
    ("status", "going"), ("status", None), ("due", "2027-03-01"), ("due", None), ("order", "a"), ("order", "Vx"),
    ("hours", 3.0), ("hours", 0.0), ("hours", "mange"),
    *((SIGNED, one) for one in (*NAMES, NAMES[1].upper(), "free:Åse", "person:9", "ingen", "", None)),
]  # fmt: skip


@some.composite
def _action(draw: some.DrawFn) -> tuple[Any, ...]:
    name, value = draw(some.sampled_from(_VALUES))
    what = draw(some.sampled_from(("add", "add", "words", "cut", "set", "set", "remove", "swap", "unsign")))
    words, at = draw(some.text("abæ", min_size=1, max_size=4)), draw(some.floats(0, 1))
    return (what, ROOT, draw(some.sampled_from(_IDS)), "goal", words, at, name, value)


def _do(browser: Browser, action: tuple[Any, ...], own: str, *, is_hostile: bool) -> None:
    what, root, item, _field, words, _at, _name, value = action
    items = browser.items(root)
    if what == "add" and item not in items:
        # A hostile one signs with whatever she was to set, or not at all.
        signature = value if is_hostile and value not in ("going", "a", "Vx", 3.0) else own
        held = {"order": "V", "goal": Text(words)} | ({SIGNED: signature} if signature else {})
        items[item] = Map(held)
    elif what == "swap" and item in items:
        with browser.doc.transaction():
            del items[item]
            items[item] = Map({"order": "V", "goal": Text(words), SIGNED: own})
    elif what == "unsign" and isinstance(items.get(item), Map):
        items[item].pop(SIGNED, None)
    elif what not in ("swap", "unsign"):
        (hostile if is_hostile and what != "add" else act)(browser, action)


def _rows(sheet: Sheet) -> dict[str, dict[str, Any]]:
    items = sheet.root(ROOT)
    return {item: {name: str(one) for name, one in items[item].items()} for item in items.keys()}  # noqa: SIM118


def _others_stand(before: Mapping[str, dict[str, Any]], after: Mapping[str, dict[str, Any]], who: int) -> None:
    free = {"order"} | (ANSWERS if who else set())
    for item, row in before.items():
        now = after.get(item)
        if row[SIGNED] != NAMES[who]:
            assert now is not None
            assert {k: v for k, v in now.items() if k not in free} == {k: v for k, v in row.items() if k not in free}
        elif not who:
            assert now is not None or row.get("due", "None") == "None"
            assert now is None or now.get("due") == row.get("due")
    for item in after.keys() - before.keys():
        assert after[item][SIGNED] == NAMES[who]


_STEPS = some.lists(some.tuples(some.integers(0, 1), _action(), some.booleans()), min_size=1, max_size=25)


@settings(max_examples=150, deadline=None)
@given(_STEPS)
def test_nothing_anybody_sends_changes_what_another_has_signed_or_answered(steps: Any) -> None:
    sheet, browsers, number = Sheet(SCHEMA), [Browser(client=11), Browser(client=12)], 20
    for who, action, is_hostile in steps:
        browser = browsers[who]
        browser.receive(sheet.state())
        _do(browser, action, NAMES[who], is_hostile=is_hostile)
        for update in browser.made:
            before = _rows(sheet)
            answer = sheet.apply(update, BLOCKS, rows=RULES[who])
            _others_stand(before, _rows(sheet), who)
            if isinstance(answer, Refusal):
                number += 1
                browsers[who] = Browser(sheet.state(), client=number)
                break
        browsers[who].made.clear()


def _step(who: int, what: str, name: str = "", value: Any = None) -> tuple[int, tuple[Any, ...]]:
    return who, (what, ROOT, _IDS[0], "goal", "æ", 0.0, name, value)


_ADDED = _step(0, "add")


@settings(max_examples=100, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 1), _action()), min_size=1, max_size=25))
@example([_ADDED, _step(0, "set", SIGNED, "ingen")])  # no party at all: that it must be her own, is said by both
@example([_ADDED, _step(0, "set", SIGNED, "")])
@example([_ADDED, _step(1, "set", "hours", "mange")])  # that the row is another's, before what is wrong with the value
@example([_ADDED, _step(1, "set", "hours", 0.0)])  # none is a number too, and the row is another's
def test_the_outline_and_the_browser_are_refused_the_same(steps: Any) -> None:
    sheet = Sheet(SCHEMA)
    for who, (what, _root, item, _field, words, _at, name, value) in steps:
        editing, before, there = Editing(sheet, BLOCKS, RULES[who]), _rows(sheet), sheet.root(ROOT).get(item)
        browser = Browser(sheet.state())
        if what == "add":
            done = editing.add("goals", "rows", item, {"goal": words})
            ours = Browser(sheet.state()) if there is None else None
            assert isinstance(done, Accepted) is (ours is not None)
        elif there is not None and what in ("words", "set", "remove"):
            if what == "remove":
                del browser.items(ROOT)[item]
            elif what == "set":
                browser.items(ROOT)[item][name] = value
            else:
                browser.items(ROOT)[item]["goal"].insert(0, words)
            other = Sheet.open(SCHEMA, [sheet.state()])
            sent = [other.apply(one, BLOCKS, rows=RULES[who]) for one in browser.made]
            if what == "remove":
                done = editing.remove("goals", "rows", item)
            elif what == "set":
                done = editing.set("goals", "rows", item, {name: value})
            else:
                done = editing.write("goals", "rows", item, "goal", words + before[item]["goal"])
            changes = what != "set" or before[item].get(name, "None") != str(value)
            if changes and (name, value) != ("order", None):
                assert [one.code for one in sent if isinstance(one, Refusal)] == (
                    [done.code] if isinstance(done, Refusal) else []
                )
        _others_stand(before, _rows(sheet), who)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_refusal_says_whose_it_is_and_what_becomes_of_what_was_typed(language: str) -> None:
    sheet = Sheet(SCHEMA)
    Editing(sheet, BLOCKS, RULES[0]).add("goals", "rows", _IDS[0], {"goal": "Stien"})
    Editing(sheet, BLOCKS, RULES[1]).set("goals", "rows", _IDS[0], {"due": "2027-03-01"})
    said = [
        Editing(sheet, BLOCKS, RULES[1]).write("goals", "rows", _IDS[0], "goal", "Noe annet"),
        Editing(sheet, BLOCKS, RULES[0]).set("goals", "rows", _IDS[0], {"due": None}),
        Editing(sheet, BLOCKS, RULES[0]).remove("goals", "rows", _IDS[0]),
        Editing(sheet, BLOCKS, RULES[0]).add("goals", "rows", _IDS[1], {SIGNED: NAMES[1]}),
    ]
    assert [one.code for one in said if isinstance(one, Refusal)] == ["anothers", "answer", "answered", "sign"]
    for one in said:
        assert isinstance(one, Refusal)
        assert "[" not in one.sentence(language)
        assert "Mål" in one.sentence(language)
