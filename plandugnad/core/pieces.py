"""The small values that the parts of a page are made from."""

from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise  # text, or text that is translated when it is shown


@dataclass(frozen=True)
class Crumb:
    label: Words
    address: str = ""


@dataclass(frozen=True)
class MenuItem:
    label: Words
    address: str
    is_here: bool = False


@dataclass(frozen=True)
class Chip:
    """A filter that lives in the address: `address` is the page with this choice made, or unmade when it `is_on`."""

    label: Words
    address: str
    is_on: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Column:
    """A heading. With `sort` it is a link that puts ?sorter=… in the address; `kind` is text, number or date."""

    label: Words
    sort: str = ""
    kind: str = "text"
    is_hidden: bool = False
