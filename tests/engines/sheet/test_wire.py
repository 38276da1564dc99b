"""The bytes of an update are read as the library reads them, and refused where they mean nothing."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pycrdt import Array, Doc, Map, Text

from plandugnad.engines.sheet.spans import Gone
from plandugnad.engines.sheet.wire import Content, Id, NotAnUpdate, Shared, read_update, read_vector, texts_in

_VALUES = some.recursive(
    some.one_of(
        some.none(), some.booleans(), some.floats(allow_nan=False), some.text(max_size=5), some.binary(max_size=4)
    ),
    lambda inner: some.one_of(
        some.lists(inner, max_size=3), some.dictionaries(some.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
_MANY = settings(max_examples=200, deadline=None)


@_MANY
@given(some.dictionaries(some.text(min_size=1, max_size=5), _VALUES, max_size=5))
def test_every_value_is_read_as_it_was_written(values: dict[str, Any]) -> None:
    doc: Doc[Any] = Doc()
    held = doc.get("a", type=Map)
    for name, value in values.items():
        held[name] = value
    update = read_update(doc.get_update())
    found = {one.key: one.value[0] for one in update.structs if one.content is Content.ANY}
    assert found == {name: value for name, value in values.items() if not isinstance(value, bytes)} or any(
        isinstance(value, bytes) for value in values.values()
    )


@_MANY
@given(some.lists(some.tuples(some.floats(0, 1), some.text("aæ🌱", min_size=1, max_size=4)), min_size=1, max_size=12))
def test_lengths_and_clocks_are_those_of_the_library(typed: list[tuple[float, str]]) -> None:
    doc: Doc[Any] = Doc()
    words = doc.get("a", type=Text)
    for at, text in typed:
        now = str(words)
        words.insert(len(now[: int(at * len(now))].encode()), text)
    update = read_update(doc.get_update())
    assert max(one.end for one in update.structs) == read_vector(doc.get_state())[doc.client_id]
    assert sum(one.length for one in update.structs) == len(str(words).encode("utf-16-le")) // 2
    assert "".join(sorted(texts_in(doc.get_update()))) or not str(words)


def test_what_comes_after_a_clock_in_the_middle_of_a_word_is_cut_there() -> None:
    doc: Doc[Any] = Doc(client_id=7)
    doc.get("a", type=Text).insert(0, "få 🌱 nå")
    (one,) = read_update(doc.get_update()).structs
    rest = one.after(5)
    assert (rest.value, rest.clock, rest.length, rest.left, rest.parent) == (" nå", 5, 3, Id(7, 4), None)
    assert rest.end == one.end


def test_kinds_of_types_are_told_apart() -> None:
    doc: Doc[Any] = Doc()
    held = doc.get("a", type=Map)
    for name, kind in (("m", Map()), ("t", Text()), ("l", Array())):
        held[name] = kind
    kinds = {one.key: one.value[0] for one in read_update(doc.get_update()).structs}
    assert kinds == {"m": Shared.MAP, "t": Shared.TEXT, "l": Shared.ARRAY}


@pytest.mark.parametrize(
    "written",
    [
        b"", b"\x01", b"\x00\x00\x00", b"\x01\x01\x07\x00\x0b\x01\x01a\x00\x00",
        b"\x02\x00\x07\x00\x00\x07\x00\x00",  # a client twice
        b"\x01\x01\x07\x00\x04\x01\x01a\x00\x00",  # a text of nothing
        b"\x01\x01\x07\x00\x04\x01\x01a\x01\xff\x00",  # not UTF-8
        b"\x01\x01\x07\x00\x07\x01\x01a\x09\x00",  # a type of a kind that is not
        b"\x01\x01\x07\x00\x06\x01\x01a\x01b\x01{\x00",  # a mark that is not JSON
        b"\x01\x01\x07\x00\x08\x01\x01a\x01" + b"\x75\x01" * 40 + b"\x7e\x00",  # lists in lists
        b"\x01\x01\x07\x00\x08\x01\x01a\x01\x01\x00",  # a value of a kind that is not
        b"\x01\x01\x07\x00\x06\x01\x01a\x01b\xd0\x0f" + b"[" * 2_000 + b"\x00",  # deep JSON
    ],
)  # fmt: skip
def test_what_is_no_update_is_told_so(written: bytes) -> None:
    with pytest.raises(NotAnUpdate):
        read_update(written)


_RANGES = some.lists(some.tuples(some.integers(0, 60), some.integers(1, 9)), max_size=20)


@_MANY
@given(_RANGES, some.integers(0, 60), some.integers(1, 30))
def test_what_is_gone_is_known_exactly(added: list[tuple[int, int]], start: int, length: int) -> None:
    gone, known = Gone(), set[int]()
    for begins, long in added:
        gone.add(begins, begins + long)
        known |= set(range(begins, begins + long))
    assert {one for one in range(80) if gone.has(one)} == known
    left = {one for begins, ends in gone.left_of(start, start + length) for one in range(begins, ends)}
    assert left == set(range(start, start + length)) - known
    assert all(ends < begins for ends, begins in zip(gone.ends, gone.starts[1:], strict=False))
