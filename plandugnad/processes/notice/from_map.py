"""Whom the region's actor map has for the phase a notice is sent in, among those who are proposed."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plandugnad.agreements.kinds import Stage
from plandugnad.agreements.queries.stakeholders import ProposedRecipient, proposed_recipients
from plandugnad.engines.statute import Certainty
from plandugnad.processes.notice.demanded import demanded
from plandugnad.processes.notice.proposal import Proposal

FROM_MAP = "map:"
_LONGEST_NAME = 200
# By what is announced (texts.yaml). Of what is adopted it is told when it can be appealed.
_STAGES = {"start": Stage.NOTICE, "programme": Stage.PROGRAMME, "consultation": Stage.CONSULTATION}


def with_map(found: Sequence[Proposal], places: Collection[UUID], code: str) -> list[Proposal]:
    """One who is proposed already is marked, and not proposed once more."""
    what = demanded().get(code)
    if what is None or not what.announces:
        return list(found)
    actors = proposed_recipients(places, [_STAGES.get(what.text, Stage.ANNOUNCEMENT)])
    bodies = {str(actor.organisation_id) for actor in actors if actor.organisation_id}
    names = {_plain(actor.name) for actor in actors}
    kept = [replace(one, is_on_map=True) if _is_one(one, bodies, names) else one for one in found]
    keys = {one.key.rpartition(":")[2] for one in found}
    told = {_plain(name) for one in found for name in (one.name, one.label)}
    for actor in actors:
        if str(actor.organisation_id) not in keys and _plain(actor.name) not in told:
            kept.append(_proposal(actor))
            told.add(_plain(actor.name))
    return kept


def _is_one(one: Proposal, bodies: Collection[str], names: Collection[str]) -> bool:
    return one.key.rpartition(":")[2] in bodies or bool({_plain(one.name), _plain(one.label)} & set(names))


def _proposal(actor: ProposedRecipient) -> Proposal:
    told = [_("fra aktørkartet i %(place)s") % {"place": actor.place}, actor.responsibility, actor.stage_words]
    why = ". ".join(capfirst(words) if words != told[0] else words for words in told if words)
    name = actor.name[:_LONGEST_NAME]
    return Proposal(
        f"{FROM_MAP}{actor.id}",
        name,
        name,
        why,
        "",
        Certainty.DEFAULT,
        actor.is_consultee,
        address=actor.address,
        organisation_number=actor.organisation_number,
        is_on_map=True,
    )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
