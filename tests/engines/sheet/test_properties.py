"""What holds whatever people and hostile programs do, in whatever order it arrives."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some
from pycrdt import Array, Map, Text, XmlElement, XmlText

from plandugnad.engines.sheet.document import Accepted, Sheet
from plandugnad.engines.sheet.outline import outline
from plandugnad.engines.sheet.projection import project
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.engines.sheet.restoring import restore
from plandugnad.engines.sheet.wire import read_vector, texts_in
from tests.engines.sheet.worksheet import BLOCKS, SCHEMA, TEXTS, Browser, faults

_MANY = settings(max_examples=40, deadline=None)
_WORDS = some.text(some.sampled_from("abc æø🌱\n"), min_size=1, max_size=6)
_ROOTS = sorted(TEXTS)
_IDS = [f"ting-000{number}" for number in range(2)]
_VALUES: dict[str, list[Any]] = {
    "status": ["going", "reached", None], "hours": [7.5, 0, None], "due": ["2027-03-01", None],
    "responsible": ["free:Åse", None], "cluster": [*_IDS, None], "ref": [*_IDS, None], "x": [0.2, 1], "y": [0.9, None],
    "ring": ["inner", None], "turn": [0.5], "lane": [*_IDS], "stage": ["before", None], "decision": [True, False],
    "days": [3], "from": _IDS, "to": _IDS, "owner": ["person:7"], "done": [True, False], "party": ["organisation:9901"],
    "order": ["V", "Vx", "a"],
}  # fmt: skip


@some.composite
def _honest(draw: some.DrawFn) -> tuple[Any, ...]:
    root = draw(some.sampled_from(_ROOTS))
    what = draw(
        some.sampled_from(("add", "words", "words", "cut", "set", "remove", "rich", "rich words", "mark", "drop"))
    )
    fields = [name for name in SCHEMA.roots[root].fields if name not in TEXTS[root]]
    name = draw(some.sampled_from(fields))
    return (
        what, root, draw(some.sampled_from(_IDS)), draw(some.sampled_from(TEXTS[root] or [""])), draw(_WORDS),
        draw(some.floats(0, 1)), name, draw(some.sampled_from(_VALUES[name])),
    )  # fmt: skip


def act(browser: Browser, action: tuple[Any, ...]) -> None:
    """As a person would in a browser: what cannot be done is not done."""
    if action[0] in ("rich", "rich words", "mark", "drop"):
        in_rich(browser, *action)
    else:
        in_items(browser, *action)


def in_items(
    browser: Browser, what: str, root: str, item: str, field: str, words: str, at: float, name: str, value: Any
) -> None:
    items = browser.items(root)
    if item not in items:
        if what == "add":
            browser.add(root, item, words, order="V")
    elif what == "remove":
        del items[item]
    elif not isinstance(items[item], Map):
        return  # what a hostile one has left in his own browser
    elif what == "set":
        items[item][name] = value
    elif what in ("words", "cut") and field:
        held = items[item].get(field)
        if not isinstance(held, Text):
            return
        letters = str(held)
        before, after = letters[: int(at * len(letters))], letters[int(at * len(letters)) :]
        if what == "words":
            held.insert(len(before.encode()), words)
        elif after:
            del held[len(before.encode()) : len(letters.encode())]


def in_rich(
    browser: Browser, what: str, root: str, item: str, field: str, words: str, at: float, name: str, value: Any
) -> None:
    paragraphs = browser.text().children
    place = int(at * len(paragraphs))
    if what == "rich":
        paragraphs.insert(place, XmlElement("paragraph", contents=[XmlText(words)]))
    elif len(paragraphs):
        place = min(place, len(paragraphs) - 1)
        inside = [one for one in paragraphs[place].children if isinstance(one, XmlText)]
        if what == "drop":
            del paragraphs[place]
        elif inside and what == "rich words":
            inside[0].insert(0, words)
        elif inside and len(inside[0]):
            inside[0].format(
                0, len(inside[0]), {"strong": {}} if at < 0.5 else {"link": {"href": "https://eksempel.no"}}
            )


def hostile(browser: Browser, action: tuple[Any, ...]) -> None:
    """As nothing but a hostile program would."""
    what, root, item, field, words, at, name, _value = action
    items = browser.items(root)
    odd = [words, 1e300, float("nan"), None, {"a": 1}, Map({"a": 1}), Array([1]), Text(words), b"a"][int(at * 8.99)]
    if what == "add":
        items[item] = odd
    elif what == "set" and item in items and isinstance(items[item], Map):
        items[item][name] = odd
    elif what == "words" and item in items and isinstance(items[item], Map):
        items[item][field or name] = odd
    elif what == "cut" and item in items and isinstance(items[item], Map):
        items[item].pop(name, None)
    elif what == "rich":
        browser.text().children.append(XmlElement(words.strip() or "script"))
    elif what == "remove":
        browser.doc.get(f"{root}x", type=Map)[item] = 1
    else:
        act(browser, action)


_STEPS = some.lists(some.tuples(some.integers(0, 2), _honest(), some.integers(0, 3)), min_size=1, max_size=20)


def together(steps: list[tuple[int, tuple[Any, ...], int]], do: Any = act) -> tuple[Sheet, list[bytes], list[Any]]:
    """Three browsers, each with what it has fetched; now and then one fetches what it lacks. All that was kept."""
    sheet, browsers = Sheet(SCHEMA), [Browser(client=one) for one in (11, 12, 13)]
    kept, refusals = [], []
    for who, action, then in steps:
        (do if who else act)(browsers[who], action)
        for update in browsers[who].made if then else ():
            before = sheet.state()
            answer = sheet.apply(update, BLOCKS)
            if isinstance(answer, Accepted):
                kept += [answer.update] if answer.update else []
            else:
                refusals.append((answer, update))
                assert sheet.state() == before
            assert faults(sheet) == []
        if then:
            browsers[who].made.clear()
        if then == 3 or (refusals and then):
            # What was refused is thrown away with its document, as the room tells the browser to.
            browsers[who] = Browser(sheet.state(), client=100 + 3 * len(kept) + who + 1_000 * len(refusals))
    return sheet, kept, refusals


def _with_own_ids(who: int, action: tuple[Any, ...]) -> tuple[Any, ...]:
    """Nobody makes an id that another has made; what is changed may be anybody's."""
    owner = who if action[0] == "add" else int(action[5] * 2.99)
    return (*action[:2], f"{action[2]}-{owner}", *action[3:])


@_MANY
@given(_STEPS, some.randoms(use_true_random=False))
def test_the_order_updates_are_merged_in_never_changes_the_sheet(steps: Any, chance: Any) -> None:
    sheet, kept, _ = together([(who, _with_own_ids(who, one), 3) for who, one, _ in steps])
    other = Browser()
    shuffled = list(kept)
    chance.shuffle(shuffled)
    for update in shuffled:
        other.receive(update)
    merged = Sheet.open(SCHEMA, [other.doc.get_update()])
    assert project(merged) == project(sheet)
    assert read_vector(merged.vector()) == read_vector(sheet.vector())


@_MANY
@given(_STEPS)
def test_one_who_comes_back_with_what_she_did_offline_is_never_refused_for_what_others_did(steps: Any) -> None:
    """Her browser takes in the sheet first and then sends what it has; some of it has lost to others by then."""
    sheet, browsers = Sheet(SCHEMA), [Browser(client=one) for one in (11, 12, 13)]
    last = [(who, None, 3) for who in (0, 1, 2, 0, 1, 2)]
    for who, action, then in [*steps, *last]:
        if action:
            act(browsers[who], _with_own_ids(who, action))
        if then == 3:
            browsers[who].receive(sheet.state())
            answer = sheet.apply(browsers[who].doc.get_update(sheet.vector()), BLOCKS)
            if isinstance(answer, Refusal):
                assert answer.code in ("too_long", "too_many")
                browsers[who] = Browser(sheet.state(), client=browsers[who].doc.client_id + 10)
            assert faults(sheet) == []
    for browser in browsers:
        assert Sheet.open(SCHEMA, [browser.doc.get_update()]).state() == sheet.state()


@_MANY
@given(_STEPS)
def test_every_prefix_of_what_was_taken_in_is_a_valid_sheet_with_rows_and_outline(steps: Any) -> None:
    _, kept, _ = together(steps)
    for number in range(len(kept) + 1):
        sheet = Sheet.open(SCHEMA, kept[:number])
        assert faults(sheet) == []
        for language in ("nb", "nn", "en"):
            assert outline(SCHEMA.definition, project(sheet), language)


@_MANY
@given(_STEPS, some.floats(0, 1))
def test_what_is_restored_says_what_it_said_then_and_is_sent_to_others_as_an_edit(steps: Any, share: float) -> None:
    sheet, kept, _ = together(steps)
    past = Sheet.open(SCHEMA, kept[: int(share * len(kept))])
    browser = Browser(sheet.state())
    browser.receive(restore(past, sheet) or b"\x00\x00")
    assert project(sheet) == project(past)
    assert faults(sheet) == []
    assert project(Sheet.open(SCHEMA, [browser.doc.get_update()])) == project(past)
    assert restore(past, sheet) == b""


@_MANY
@given(_STEPS)
def test_what_is_known_of_a_sheet_is_the_same_as_when_it_is_opened_anew(steps: Any) -> None:
    sheet, _, _ = together(steps)
    again = Sheet.open(SCHEMA, [sheet.state()])
    assert again.state() == sheet.state()
    for name, holder in sheet._index.roots.items():
        other = again._index.roots[name]
        assert holder.by_key == other.by_key
        if holder.root and holder.root.is_text:
            assert holder.length == other.length
    assert {one: made.state for one, made in sheet._index.made.items()} == {
        one: made.state for one, made in again._index.made.items()
    }


@settings(_MANY, max_examples=100)
@given(_STEPS)
def test_whatever_a_hostile_program_sends_the_sheet_stays_valid_and_typed_words_are_found(steps: Any) -> None:
    sheet, _, refusals = together(steps, hostile)
    assert faults(sheet) == []
    assert project(sheet)
    for answer, update in refusals:
        assert isinstance(answer, Refusal)
        assert all(answer.sentence(language) for language in ("nb", "nn", "en"))
        texts_in(update)


@_MANY
@given(some.lists(_WORDS.filter(str.strip), min_size=1, max_size=6))
def test_a_refused_update_gives_back_every_word_that_was_typed(typed: list[str]) -> None:
    sheet, ingrid = Sheet(SCHEMA), Browser()
    with ingrid.doc.transaction():
        ingrid.add("hard/cards", "kort-0001", "")
        for words in typed:
            held = ingrid.words("hard/cards", "kort-0001")
            held.insert(len(held), words)
    update = ingrid.last()
    assert isinstance(sheet.apply(update, frozenset()), Refusal)
    assert "".join(typed) in "".join(texts_in(update))


@_MANY
@given(_STEPS, some.binary(max_size=30), some.floats(0, 1), some.integers(0, 5))
def test_bytes_that_were_changed_on_the_way_do_no_harm(steps: Any, noise: bytes, at: float, cut: int) -> None:
    sheet, _kept, _ = together(steps)
    browser = Browser(sheet.state())
    browser.add("aims/cards", "kort-0009", "Vi vil")
    made = browser.last()
    place = int(at * len(made))
    before = sheet.state()
    answer = sheet.apply(made[:place] + noise + made[place + cut :], BLOCKS)
    assert isinstance(answer, Accepted) or sheet.state() == before
    assert faults(sheet) == []
