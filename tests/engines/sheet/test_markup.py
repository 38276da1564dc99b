"""A rich text as plain text in a form, and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from plandugnad.engines.sheet.markup import read_markup, write_markup
from plandugnad.engines.sheet.richtext import BREAK, Heading, Listed, Paragraph, RichBlock, Span

SIGNS = some.text(some.sampled_from("ab *\\[]()#-•1. \t\nøæ😀!"), min_size=1, max_size=12)
SPANS = some.lists(
    some.builds(Span, SIGNS, some.booleans(), some.booleans(), some.sampled_from(["", "", "https://a.no/(b)\\c"])),
    max_size=4,
).map(tuple)
PARAGRAPHS = some.builds(Paragraph, SPANS)
BLOCKS = some.lists(
    some.one_of(
        PARAGRAPHS,
        some.builds(Heading, some.integers(1, 3), SPANS),
        some.recursive(
            some.builds(Listed, some.lists(some.tuples(PARAGRAPHS), min_size=1, max_size=3).map(tuple), some.just(0)),
            lambda inner: some.builds(
                Listed,
                some.lists(some.tuples(PARAGRAPHS, some.one_of(PARAGRAPHS, inner)), min_size=1, max_size=2).map(tuple),
                some.integers(0, 9),
            ),
            max_leaves=4,
        ),
    ),
    max_size=4,
)


def again(blocks: tuple[RichBlock, ...]) -> tuple[RichBlock, ...]:
    return read_markup(write_markup(blocks))


def words(*said: str) -> tuple[Span, ...]:
    return tuple(Span(one) for one in said)


def test_a_text_is_written_as_people_write_lists_in_mail() -> None:
    blocks = (
        Heading(1, words("Saken")),
        Paragraph((Span("Ti "), Span("naust", strong=True), Span(" ved "), Span("Vika", link="https://kart.no/vika"))),
        Listed(
            ((Paragraph(words("Strandsone")), Listed(((Paragraph(words("Ferdsel")),),))), (Paragraph(words("Støy")),))
        ),
        Listed(((Paragraph(words("Hør naboer")),), (Paragraph((Span("Befar", em=True),)),)), 1),
    )
    written = (
        "# Saken\n\nTi **naust** ved [Vika](https://kart.no/vika)\n\n"
        "- Strandsone\n  - Ferdsel\n- Støy\n\n1. Hør naboer\n2. *Befar*"
    )
    assert write_markup(blocks) == written
    assert read_markup(written) == blocks


@pytest.mark.parametrize(
    "said",
    [
        "2 * 3 * 4",
        "C:\\planer\\naust",
        "5 * vil",
        "[se vedlegg]",
        "[her](javascript:alert(1))",
        "a_b",
        "Kl. 12. mai",
        "****",
        "1.2",
    ],
)
def test_what_is_no_markup_is_words(said: str) -> None:
    assert read_markup(said) == (Paragraph(words(said)),)


@pytest.mark.parametrize(
    "said", ["# ikke overskrift", "- ikke punkt", "1. ikke nummer", "*stjerne*", "  innrykk", "[a](https://a.no)"]
)
def test_words_that_look_like_markup_remain_words(said: str) -> None:
    assert again((Paragraph(words(said)),)) == (Paragraph(words(said)),)


def test_a_link_may_be_written_as_people_say_it() -> None:
    assert read_markup("[planen](kommune.no/plan) [Ola](ola@kommune.no)")[0] == Paragraph(
        (Span("planen", link="https://kommune.no/plan"), Span(" "), Span("Ola", link="mailto:ola@kommune.no"))
    )


def test_lines_within_a_paragraph_and_blank_ones_between() -> None:
    assert read_markup("en\r\nto\r\n\r\ntre") == (Paragraph(words(f"en{BREAK}to")), Paragraph(words("tre")))


@settings(max_examples=150)
@given(BLOCKS)
def test_each_block_comes_back_whatever_stands_beside_it(blocks: list[RichBlock]) -> None:
    alone = [one for block in blocks for one in again((block,))]
    assert list(again(tuple(blocks))) == alone
    assert again(tuple(alone)) == tuple(alone)


@settings(max_examples=150)
@given(SPANS)
def test_marks_and_words_of_a_paragraph_come_back_exactly(spans: tuple[Span, ...]) -> None:
    def signs(given: tuple[Span, ...]) -> list[tuple[str, object]]:
        return [(sign, None if sign == BREAK else (one.strong, one.em, one.link)) for one in given for sign in one.text]

    back = again((Paragraph(spans),))
    assert [one for block in back for one in signs(block.spans)] == signs(spans)  # type: ignore[union-attr]
    assert len(back) <= 1


@settings(max_examples=150)
@given(some.text(some.sampled_from("ab *\\[]()#-1. \t\nhttps:/."), max_size=60))
def test_whatever_is_typed_is_read_and_then_stays_the_same(typed: str) -> None:
    read = read_markup(typed)
    assert read_markup(write_markup(read)) == tuple(
        one for one in read if not (isinstance(one, Paragraph) and not one.spans)
    )
