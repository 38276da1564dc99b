"""What somebody has answered in a check, and what is said to it. Pure: nothing of it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from plandugnad.learning.text import Choice, ModuleText, Question
from plandugnad.worksheets.rich_html import rich_html


@dataclass(frozen=True)
class Option:
    """`value` is what the form sends."""

    choice: Choice
    value: str
    is_chosen: bool

    @property
    def why(self) -> SafeString:
        return rich_html(self.choice.why)


@dataclass(frozen=True)
class Answered:
    question: Question
    number: int
    options: tuple[Option, ...]

    @property
    def name(self) -> str:
        return f"q{self.number}"

    @property
    def chosen(self) -> Option | None:
        return next((one for one in self.options if one.is_chosen), None)

    @property
    def is_right(self) -> bool:
        return self.chosen is not None and self.chosen.choice.is_right

    @property
    def others(self) -> list[Option]:
        return [one for one in self.options if not one.is_chosen]


@dataclass(frozen=True)
class Check:
    questions: tuple[Answered, ...]

    @property
    def answered(self) -> int:
        return sum(one.chosen is not None for one in self.questions)

    @property
    def right(self) -> int:
        return sum(one.is_right for one in self.questions)

    @property
    def is_done(self) -> bool:
        return self.right == len(self.questions)

    @property
    def to_mend(self) -> Sequence[Answered]:
        """Those that are answered, and not rightly."""
        return [one for one in self.questions if one.chosen and not one.is_right]

    @property
    def left(self) -> Sequence[Answered]:
        return [one for one in self.questions if not one.chosen]


def read_check(text: ModuleText, sent: Mapping[str, str]) -> Check:
    """What was not asked is passed over; an answer that is none of those there are, is no answer."""
    return Check(tuple(_answered(one, number, sent) for number, one in enumerate(text.questions, 1)))


def _answered(question: Question, number: int, sent: Mapping[str, str]) -> Answered:
    said = sent.get(f"q{number}", "")
    options = (Option(choice, str(place), str(place) == said) for place, choice in enumerate(question.choices, 1))
    return Answered(question, number, tuple(options))
