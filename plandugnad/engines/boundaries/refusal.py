"""Why a file is not read. The sentence is made by whoever shows it, in the reader's language."""

from dataclasses import dataclass, field


@dataclass
class Refused(Exception):
    """`code` says what is wrong, `about` where: a number, a name, a value as it stood."""

    code: str
    about: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.code


def shown(value: object) -> str:
    """What somebody else wrote, short enough to be repeated."""
    return repr(value)[:60]
