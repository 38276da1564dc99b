"""A worksheet as a collaboration asks it."""

from collections.abc import Mapping
from typing import Any

from plandugnad.regions.models import Collaboration, Organisation
from plandugnad.worksheets.definitions import mapping_of
from plandugnad.worksheets.models import OwnDefinition
from plandugnad.worksheets.own_words.composing import compose


def own_words_of(place: Collaboration, kind: str) -> OwnDefinition | None:
    """Also where they have all been taken back: the row has the history."""
    return OwnDefinition.objects.filter(collaboration=place, kind=kind).select_related("changed_by").first()


def adapted_in(place: Collaboration) -> Mapping[str, OwnDefinition]:
    """Kind → the words, of those that have any."""
    rows = OwnDefinition.objects.filter(collaboration=place).exclude(words={}).select_related("changed_by")
    return {one.kind: one for one in rows}


def mapping_in(place: Collaboration | Organisation, kind: str) -> dict[str, Any]:
    """What a new sheet of the kind begins with here. Raises KeyError."""
    own = own_words_of(place, kind) if isinstance(place, Collaboration) else None
    mapping = mapping_of(kind)
    return compose(mapping, own.words).mapping if own and own.words else mapping
