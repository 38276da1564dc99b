"""What a lawyer is shown first."""

from plandugnad.engines.statute.provisions import Certainty, law
from plandugnad.engines.statute.review import OPEN_WORDS, Doubt, doubt_of, doubts, questions


def test_every_question_names_provisions_and_where_the_answer_is() -> None:
    assert questions()
    for question in questions():
        assert question.provisions, question.id
        assert question.source.startswith("https://")
        assert all(getattr(question.asks, language) for language in ("nb", "nn", "en")), question.id


def test_all_that_is_not_read_in_the_law_is_on_the_list_and_stands_there_once() -> None:
    listed = [provision.id for provisions in doubts().values() for provision in provisions]
    assert len(listed) == len(set(listed))
    assert {one.id for one in law().values() if one.certainty is not Certainty.READ} <= set(listed)


def test_what_was_read_and_leaves_nothing_open_is_not_on_the_list() -> None:
    assert doubt_of(law()["dl-149-moves"]) is None


def test_the_gravest_doubt_decides_where_a_provision_stands() -> None:
    assert doubt_of(law()["reg-8a-directed-consultation"]) is Doubt.UNVERIFIED
    assert doubt_of(law()["total-detailed-zoning"]) is Doubt.SEEN
    assert doubt_of(law()["pbl-5-7-lawsuit"]) is Doubt.NOTE
    assert doubt_of(law()["pbl-10-1-views"]) is Doubt.DEFAULT
    assert doubt_of(law()["pbl-12-10-consultation"]) is Doubt.COUNTING


def test_each_of_the_words_for_what_is_open_is_used_somewhere() -> None:
    notes = " ".join(one.note.nb.casefold() for one in law().values() if one.note)
    assert [words for words in OPEN_WORDS if words not in notes] == []
