"""Words in the three languages the product speaks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("nb", "nn", "en")  # the order sentences stand in


@dataclass(frozen=True, slots=True)
class Text:
    """A text in bokmål, nynorsk and English; none of them may lack."""

    nb: str
    nn: str
    en: str

    @classmethod
    def read(cls, data: Any) -> "Text":
        """Raises ValueError where a language lacks, is empty or is not text."""
        if not isinstance(data, Mapping) or set(data) != set(LANGUAGES):
            raise ValueError(", ".join(LANGUAGES))
        if not all(isinstance(data[one], str) and data[one].strip() for one in LANGUAGES):
            raise ValueError(", ".join(LANGUAGES))
        return cls(*(data[one].strip() for one in LANGUAGES))

    def said(self, language: str = "nb") -> str:
        return self.nn if language == "nn" else self.en if language == "en" else self.nb
