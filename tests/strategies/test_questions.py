"""The five questions a new plan should pass, as data."""

from hypothesis import given
from hypothesis import strategies as st

from plandugnad.strategies.questions import QUESTIONS, Answer, answers_of, count_answered, to_keep

KEYS = [question.key for question in QUESTIONS]


def test_there_are_five_and_each_says_what_a_no_means() -> None:
    assert KEYS == ["need", "anchored", "level", "disciplines", "process"]
    assert all(str(question.question).endswith("?") and str(question.if_no) for question in QUESTIONS)


def test_what_nobody_answered_is_not_kept() -> None:
    kept = to_keep({"need": ("yes", " Vi har ingen. "), "level": ("", ""), "anchored": ("", "Mål 2?")})
    assert kept == {"need": {"answer": "yes", "text": "Vi har ingen."}, "anchored": {"answer": "", "text": "Mål 2?"}}
    assert count_answered(kept) == 1


@given(st.dictionaries(st.sampled_from(KEYS), st.tuples(st.sampled_from([*Answer.values, ""]), st.text())))
def test_what_is_kept_is_read_as_it_was_given(given_answers: dict[str, tuple[str, str]]) -> None:
    read = {one.question.key: (one.answer or "", one.text) for one in answers_of(to_keep(given_answers))}
    for key in KEYS:
        answer, text = given_answers.get(key, ("", ""))
        assert read[key] == (answer, text.strip())


@given(st.dictionaries(st.sampled_from([*KEYS, "old"]), st.recursive(st.none() | st.text() | st.integers(), st.lists)))
def test_whatever_is_kept_all_five_are_shown(kept: dict[str, object]) -> None:
    assert [one.question.key for one in answers_of(kept)] == KEYS
