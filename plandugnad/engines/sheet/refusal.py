"""How the engine says no: as a value when an update is refused, as an exception when a definition or an edit is."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from plandugnad.engines.sheet.messages import SENTENCES
from plandugnad.engines.sheet.texts import LANGUAGES, Text


@dataclass(frozen=True, slots=True)
class Where:
    """The place in a sheet; empty where it is not known."""

    block: str = ""
    collection: str = ""
    item: str = ""
    field: str = ""


NOWHERE = Where()
# What a part is called where it is not known which.
_SHEET = ("arket", "arket", "the sheet")
_PART = re.compile("«{block}»|“{block}”")
_KEPT = re.compile(r"( ?)\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A code, a place, and a sentence that says what is wrong and what becomes of what was written."""

    code: str
    where: Where = NOWHERE
    params: dict[str, Any] = field(default_factory=dict)
    title: Text | None = None  # of the block, as people know it

    def sentence(self, language: str = "nb", *, is_kept: bool = True) -> str:
        """`is_kept`: there were words in it, and a place to keep them for her."""
        said = {name: one.said(language) if isinstance(one, Text) else one for name, one in self.params.items()}
        title = self.title.said(language) if self.title else self.where.block
        number = LANGUAGES.index(language) if language in LANGUAGES else 0
        sentence = _KEPT.sub(r"\1\2" if is_kept else "", SENTENCES[self.code][number])
        if not title:
            sentence = _PART.sub(_SHEET[number], sentence)
            sentence = sentence[:1].upper() + sentence[1:]
        return sentence.format(**{"block": title, **said})

    def titled(self, title: Text | None) -> "Refusal":
        return replace(self, title=title)


class Refused(Exception):
    """`refusal` says what; `str()` is its sentence in bokmål."""

    def __init__(self, code: str, where: Where = Where(), **params: Any) -> None:
        self.refusal = Refusal(code, where, params)
        super().__init__(self.refusal.sentence())

    def __reduce__(self) -> tuple[Any, ...]:
        return (_again, (self.refusal,))


def _again(refusal: Refusal) -> Refused:
    return Refused(refusal.code, refusal.where, **refusal.params)
