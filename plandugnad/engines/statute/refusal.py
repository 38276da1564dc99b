from typing import Any, Protocol, runtime_checkable

from plandugnad.engines.statute.sentences import REFUSALS, in_language


@runtime_checkable
class _Sayable(Protocol):
    def said(self, language: str) -> str: ...


class Refused(Exception):
    """Facts that cannot be counted from: a code, and a sentence that says what, where and how to mend it."""

    def __init__(self, code: str, **params: Any) -> None:
        self.code = code
        self.params = params
        super().__init__(self.sentence())

    def sentence(self, language: str = "nb") -> str:
        said = {name: one.said(language) if isinstance(one, _Sayable) else one for name, one in self.params.items()}
        return in_language(REFUSALS[self.code], language).format(**said)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_again, (self.code, self.params))


def _again(code: str, params: dict[str, Any]) -> Refused:
    return Refused(code, **params)
