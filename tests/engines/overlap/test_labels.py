"""The judged pairs stand as they were laid down, each in the half its own words give it."""

from tests.engines.overlap.labels import Half, Labelled, Side, half_of, labelled


def test_each_pair_is_in_the_half_its_words_give_it() -> None:
    assert [row.half for row in labelled()] == [half_of(row.one, row.other) for row in labelled()]


def test_both_halves_have_pairs_of_both_kinds_and_say_why() -> None:
    assert len(labelled()) >= 240
    halves: tuple[Half, ...] = ("tune", "held")
    for half in halves:
        rows = labelled(half)
        assert min(sum(row.overlaps for row in rows), sum(not row.overlaps for row in rows)) >= 50
    assert all(row.why for row in labelled())


def test_no_pair_is_judged_twice() -> None:
    assert len({_pair(row) for row in labelled()}) == len(labelled())


def _pair(row: Labelled) -> frozenset[Side]:
    return frozenset((row.one, row.other))
