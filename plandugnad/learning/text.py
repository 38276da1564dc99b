"""A module as it was read from its file, in one language."""

from dataclasses import dataclass
from typing import Any

from plandugnad.engines.sheet.richtext import RichBlock

Blocks = tuple[RichBlock, ...]


@dataclass(frozen=True, slots=True)
class Part:
    blocks: Blocks
    is_example: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """`why` it is right or wrong: said to the one who has chosen it."""

    words: str
    is_right: bool
    why: Blocks


@dataclass(frozen=True, slots=True)
class Question:
    words: str
    choices: tuple[Choice, ...]

    @property
    def right(self) -> int:
        return next(number for number, choice in enumerate(self.choices) if choice.is_right)


@dataclass(frozen=True, slots=True)
class ModuleText:
    key: str
    language: str
    file: str
    title: str
    summary: str
    minutes: int
    order: int
    sources: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    questions: tuple[Question, ...]

    @property
    def structure(self) -> dict[str, Any]:
        """What is the same in every language, by what it is called where it is not."""
        found: dict[str, Any] = {"minutes": self.minutes, "order": self.order, "sources": len(self.sources)}
        found["antallet kapitler"] = len(self.chapters)
        for number, chapter in enumerate(self.chapters, 1):
            found[f"tekst og eksempler i kapittel {number}"] = [part.is_example for part in chapter.parts]
        found["antallet spørsmål"] = len(self.questions)
        for number, question in enumerate(self.questions, 1):
            found[f"svarene på spørsmål {number}"] = [choice.is_right for choice in question.choices]
        return found
