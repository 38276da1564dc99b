"""Somebody a notice might reach, as whoever chooses sees it."""

from dataclasses import dataclass

from plandugnad.engines.statute import Certainty


@dataclass(frozen=True)
class Proposal:
    """`name` goes on the envelope, in the municipality's written standard; `label` is read on the page."""

    key: str
    name: str
    label: str
    why: str
    may_object: str
    certainty: Certainty
    is_always: bool
    address: str = ""
    is_private: bool = False
    listed: str = ""
    organisation_number: str = ""
    is_internal: bool = False
    is_on_map: bool = False  # the region's actor map has it for this phase

    @property
    def is_reached(self) -> bool:
        """Without anybody writing where."""
        return bool(self.address or self.organisation_number or self.is_internal)

    @property
    def reason(self) -> str:
        return self.listed or self.why
