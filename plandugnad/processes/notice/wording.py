"""Announcements in the municipality's written standard, filled from the facts. What is not written is bracketed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from plandugnad.engines.statute.texts import said_day
from plandugnad.processes.models import Process
from plandugnad.processes.notice.addressees import in_full
from plandugnad.processes.notice.demanded import Demanded, read_data
from plandugnad.processes.notice.models import Announcement, Channel
from plandugnad.processes.notice.owning import names_of, owners_of


@dataclass(frozen=True)
class Written:
    """A text as it stands: somebody's own words, or the proposal. `is_stale`: the facts have changed since."""

    channel: Channel
    text: str
    is_own: bool
    is_stale: bool

    @property
    def heading(self) -> str:
        return self.text.partition("\n")[0]

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in self.text.partition("\n")[2].split("\n\n") if part.strip()]


@cache
def _texts() -> Mapping[str, Any]:
    found: Mapping[str, Any] = read_data("texts")
    return found


def word(*path: str, language: str) -> str:
    said: Any = _texts()
    for name in path:
        said = said[name]
    return str(said[language])


def needs(what: Demanded, choices: Mapping[str, Any]) -> list[str]:
    """The facts this announcement cannot do without."""
    kind = _texts()[what.text]
    answers, appeals = kind["answers"], kind.get("appeals", False)
    how = ["deadline_on", "answer_to"] if answers or appeals else []
    return ["about", *what.facts(choices), "documents_at", *how, "contact"]


def has_answers(what: Demanded) -> bool:
    return bool(_texts()[what.text]["answers"])


def is_appeal(what: Demanded) -> bool:
    return bool(_texts()[what.text].get("appeals", False))


def proposed(process: Process, what: Demanded, kept: Announcement) -> str:
    """Heading, an empty line, and paragraphs with an empty line between."""
    language = process.plan.organisation.language
    facts = _facts(process, what, kept, language)
    kind = _texts()[what.text]
    demanded = [_texts()["lines"][name][language] for name in what.facts(process.choices)]
    lines = [kind["heading"][language], kind["first"][language], "{about}", *demanded, *_closing(kind, language)]
    return "\n\n".join(line.format(**facts) for line in lines)


def _closing(kind: Mapping[str, Any], language: str) -> Iterator[str]:
    lines = _texts()["lines"]
    yield lines["documents"][language]
    if kind["answers"]:
        yield lines["deadline"][language]
        yield lines["answer"][language]
    if kind.get("appeals"):
        yield lines["appeal"][language]
    if "last" in kind:
        yield kind["last"][language]
    yield lines["contact"][language]


def _facts(process: Process, what: Demanded, kept: Announcement, language: str) -> dict[str, str]:
    missing = _texts()["missing"]

    def known(name: str, value: str) -> str:
        return value or missing[name][language]

    # «pbl.» is for those who know it; a newspaper has readers who do not.
    citation = what.first_provision.cited.said(language).replace("pbl.", word("law", language=language))
    return {
        "plan": process.plan.name,
        "place": known("sender", sender(process, kept)),
        "law": citation,
        "about": known("about", kept.about),
        "documents": known("documents", kept.documents_at),
        "deadline": known("deadline", said_day(kept.deadline_on, language) if kept.deadline_on else ""),
        "answer": known("answer", kept.answer_to),
        "contact": known("contact", kept.contact),
    } | {name: known(name, getattr(kept, name)) for name in what.facts(process.choices)}


def sender(process: Process, kept: Announcement) -> str:
    """Start of a private plan is announced by whoever proposes it, so it is not said to be the municipality. A joint
    plan is announced by all who own it."""
    if kept.sender or (kept.code == "REG-3" and process.choices.get("private")):
        return kept.sender
    language = process.plan.organisation.language
    return names_of([in_full(owner, language) for owner in owners_of(process)])


def says(text: str, fact: str) -> bool:
    """Whether somebody's own words hold what she wrote among the facts, wherever the lines are broken."""
    return bool(fact) and " ".join(fact.split()) in " ".join(text.split())


def written(process: Process, what: Demanded, kept: Announcement, channel: Channel) -> Written:
    proposal = proposed(process, what, kept)
    own = kept.texts.get(channel)
    if not own:
        return Written(channel, proposal, is_own=False, is_stale=False)
    return Written(channel, own["text"], is_own=True, is_stale=own["from"] != proposal)
