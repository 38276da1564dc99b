"""How each member does what is common, as the page and the files say it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plandugnad.engines.practice.courses import Compared as ComparedStep
from plandugnad.engines.practice.courses import Done
from plandugnad.plans.words.names import listed
from plandugnad.worksheets.practices import Compared


class Mark(StrEnum):
    """What a cell is drawn with. It is said in words too."""

    SAME = "same"
    SKIPS = "skips"
    OTHER = "other"


@dataclass(frozen=True)
class SaidCell:
    """`weeks` is empty where nothing is told, or where `text` tells it."""

    who: str
    mark: Mark
    text: str
    weeks: str = ""


@dataclass(frozen=True)
class SaidStep:
    """`anchor` is where on the page it stands. `difference` is empty where all do it alike."""

    anchor: str
    name: str
    notes: Sequence[str]
    cells: Sequence[SaidCell]
    difference: str

    @property
    def is_alike(self) -> bool:
        return not self.difference


@dataclass(frozen=True)
class SaidStage:
    title: str
    steps: Sequence[SaidStep]


@dataclass(frozen=True)
class SaidDuty:
    """A step of the law that somebody has not drawn. `only_when` is a clause, empty where it is always asked for."""

    name: str
    only_when: str
    lacks: str


@dataclass(frozen=True)
class SaidComparison:
    """`nobody_drew` are always asked for; `seldom` are those nobody drew that are only asked for in some cases."""

    names: Sequence[str]
    stages: Sequence[SaidStage]
    not_drawn: str
    nobody_drew: Sequence[SaidDuty]
    seldom: Sequence[SaidDuty]
    some_drew: Sequence[SaidDuty]

    @property
    def steps(self) -> Sequence[SaidStep]:
        return [step for stage in self.stages for step in stage.steps]

    @property
    def differences(self) -> Sequence[SaidStep]:
        return [one for one in self.steps if not one.is_alike]

    @property
    def different(self) -> Sequence[SaidStage]:
        """The stages with what differs in them alone."""
        kept = [replace(one, steps=[step for step in one.steps if not step.is_alike]) for one in self.stages]
        return [one for one in kept if one.steps]

    @property
    def finding(self) -> str:
        if not self.names:
            return _("Ingen har tegnet løpet sitt ennå")
        if not (number := len(self.differences)):
            return _("Dere gjør alle stegene likt")
        told = {"number": number, "total": len(self.steps)}
        return (
            ngettext(
                "%(number)s av %(total)s steg gjør dere ulikt", "%(number)s av %(total)s steg gjør dere ulikt", number
            )
            % told
        )


def said_comparison(found: Compared, language: str) -> SaidComparison:
    laws = {one.law: one.name.said(language) for one in found.duties}
    steps = [(one.step.stage, _said_step(one, found, laws)) for one in found.comparison.steps]
    known = {one.id: one.title.said(language) for one in found.course.stages}
    stages = [
        SaidStage(title, inside)
        for id, title in [*known.items(), ("", _("Uten fase"))]
        if (inside := [said for stage, said in steps if (stage if stage in known else "") == id])
    ]
    duties = list(_duties(found, language))
    nobody = [one for one, drawn in duties if not drawn]
    return SaidComparison(
        list(found.names.values()),
        stages,
        listed(found.not_drawn),
        [one for one in nobody if not one.only_when],
        [one for one in nobody if one.only_when],
        [one for one, drawn in duties if drawn and one.lacks and not one.only_when],
    )


def _duties(found: Compared, language: str) -> Iterator[tuple[SaidDuty, bool]]:
    """Each with whether anybody has drawn it. With nobody who draws there is nothing that lacks."""
    about = {one.law: one for one in found.duties}
    for one in found.comparison.law if found.names else ():
        duty = about[one.law]
        clause = listed([text.said(language) for text in duty.only_when])
        lacks = listed([found.names[who] for who in one.lacks])
        yield SaidDuty(duty.name.said(language), clause, lacks), bool(one.drawn_by)


def _said_step(row: ComparedStep, found: Compared, laws: dict[str, str]) -> SaidStep:
    notes = [] if row.is_common else [_("Ikke i det felles løpet")]
    if row.step.law in laws and laws[row.step.law] != row.step.name:
        notes.append(_("I loven: %(step)s") % {"step": laws[row.step.law]})
    if row.typical is not None and sum(one.step is not None and one.step.weeks is not None for one in row.each) > 1:
        notes.append(_("I midten: %(weeks)s") % {"weeks": said_weeks(row.typical)})
    cells = [_said_cell(one, found.names[one.who], is_common=row.is_common) for one in row.each]
    return SaidStep(f"steg-{row.key}", row.step.name, notes, cells, "" if row.is_alike else _difference(row, cells))


def _said_cell(done: Done, who: str, *, is_common: bool) -> SaidCell:
    if done.step is None:
        return SaidCell(who, Mark.SKIPS, _("hopper over") if is_common else _("har det ikke"))
    weeks = said_weeks(done.step.weeks) if done.step.weeks is not None else ""
    told = []
    if done.is_moved:
        after = {"step": done.after.name} if done.after else None
        told.append(_("gjør det etter «%(step)s»") % after if after else _("gjør det først"))
    if done.is_slow:
        told.append(_("bruker markert lengre tid: %(weeks)s") % {"weeks": weeks})
    if told:
        return SaidCell(who, Mark.OTHER, listed(told), "" if done.is_slow else weeks)
    return SaidCell(who, Mark.SAME, _("gjør det"), weeks)


def _difference(row: ComparedStep, cells: Sequence[SaidCell]) -> str:
    """One sentence for each thing that differs, with the names of those it is about."""
    if not row.is_common:
        names = listed([one.who for one in cells if one.mark is not Mark.SKIPS])
        own = [_("Bare %(names)s har dette steget.") % {"names": names}]
    else:
        own = []
    told: dict[str, list[str]] = {}
    for one in cells:
        if one.mark is Mark.OTHER or (one.mark is Mark.SKIPS and row.is_common):
            told.setdefault(one.text, []).append(one.who)
    return " ".join([*own, *(f"{listed(names)} {text}." for text, names in told.items())])


def said_weeks(weeks: float) -> str:
    number = f"{weeks:.1f}".rstrip("0").rstrip(".").replace(".", ",")
    return ngettext("%(number)s uke", "%(number)s uker", 1 if weeks == 1 else 2) % {"number": number}
