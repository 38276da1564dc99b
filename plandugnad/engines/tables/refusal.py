from typing import Any

from plandugnad.engines.tables.messages import sentence


class Refused(Exception):
    """A file or text that cannot be read: a code, and a sentence that says what, where and how to mend it.

    `str(refused)` is the sentence in bokmål; `sentence("nn")` gives it in the reader's own language.
    """

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.params = params
        super().__init__(sentence(code, **params))

    def sentence(self, language: str = "nb") -> str:
        """In the reader's own language: 'nb', 'nn' or 'en'."""
        return sentence(self.code, language, **self.params)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_again, (self.code, self.params))


def _again(code: str, params: dict[str, Any]) -> Refused:
    return Refused(code, **params)
