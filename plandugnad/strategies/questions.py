"""The five questions a new plan should pass before anybody begins on it, and how the answers are kept.

Source: the municipality's plan system as seed 003 has it: need · anchored in the community part · right level ·
cross-disciplinary · process requirements. Answered for a proposed plan (`PlanNeed.answers`) and for one that stands in
the portfolio. A key is never changed: answers are kept by it, as {"anchored": {"answer": "yes", "text": "…"}}.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_LINE = 400


class Answer(models.TextChoices):
    YES = "yes", _("ja")
    NO = "no", _("nei")
    UNSURE = "unsure", _("usikker")


@dataclass(frozen=True)
class Question:
    """`help` is what to think of, `if_no` what a no means and what can be done about it."""

    key: str
    question: str | Promise
    help: str | Promise
    if_no: str | Promise


QUESTIONS: tuple[Question, ...] = (
    Question(
        "need",
        _("Trenger dere en plan?"),
        _("Hva blir annerledes når den er vedtatt, og finnes det noe lettere som gjør samme nytten?"),
        _("Da kan et temanotat, en retningslinje eller et tiltak i økonomiplanen være nok."),
    ),
    Question(
        "anchored",
        _("Er den forankret i samfunnsdelen?"),
        _("Hvilket mål i samfunnsdelen skal planen føre videre?"),
        _(
            "Da konkurrerer den med samfunnsdelen om folk og penger. Finn målet, eller ta det opp i samfunnsdelen "
            "først."
        ),
    ),
    Question(
        "level",
        _("Er det på rett nivå?"),
        _(
            "Hører det hjemme i en egen plan, eller i et kapittel i en plan dere har, i handlingsdelen eller i en plan "
            "dere lager sammen med nabokommuner?"
        ),
        _("Da kan innholdet flyttes dit det hører hjemme, før noen begynner å skrive."),
    ),
    Question(
        "disciplines",
        _("Er alle fagområder det angår, med?"),
        _("Hvem merker følgene av planen, og hvem må gjøre jobben etterpå?"),
        _("Da bør de spørres før dere begynner. En plan for ett fagområde blir ofte liggende hos det."),
    ),
    Question(
        "process",
        _("Kan dere oppfylle kravene til prosess?"),
        _("Varsling, medvirkning, høring og vedtak tar tid. Har dere folk og tid til det i perioden?"),
        _("Da kan planen gjøres mindre, vente, eller lages sammen med andre kommuner."),
    ),
)
BY_KEY: dict[str, Question] = {question.key: question for question in QUESTIONS}


@dataclass(frozen=True)
class Answered:
    question: Question
    answer: Answer | None
    text: str

    @property
    def is_no(self) -> bool:
        return self.answer is Answer.NO


def answers_of(kept: Mapping[str, Any]) -> tuple[Answered, ...]:
    """All five in order, also those nobody has answered."""
    return tuple(_answered(question, kept.get(question.key)) for question in QUESTIONS)


def count_answered(kept: Mapping[str, Any]) -> int:
    return sum(one.answer is not None for one in answers_of(kept))


def to_keep(given: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    """By question: the answer and the line. Where neither was given, nothing is kept."""
    return {
        key: {"answer": answer if answer in Answer.values else "", "text": text.strip()}
        for key, answer, text in _in_order(given)
        if answer in Answer.values or text.strip()
    }


def _in_order(given: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    yield from ((question.key, *given[question.key]) for question in QUESTIONS if question.key in given)


def _answered(question: Question, kept: Any) -> Answered:
    about = kept if isinstance(kept, dict) else {}
    answer, text = about.get("answer", ""), about.get("text", "")
    return Answered(
        question, Answer(answer) if answer in Answer.values else None, text if isinstance(text, str) else ""
    )
