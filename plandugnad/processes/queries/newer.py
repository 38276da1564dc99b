"""What is changed in the common process, as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plandugnad.archive.models import File, Room
from plandugnad.engines.statute import chains
from plandugnad.processes.common.newer import TEMPLATE, Item, News
from plandugnad.processes.models import Process
from plandugnad.processes.words import law_language
from plandugnad.regions.actor import Actor

KIND_WORDS: Mapping[News, Promise] = {
    News.NEW: gettext_lazy("nytt"),
    News.CHANGED: gettext_lazy("endret"),
    News.GONE: gettext_lazy("tatt ut"),
}
LABELS: Mapping[str, Promise] = {
    "name": gettext_lazy("Steget heter"),
    "after": gettext_lazy("Etter"),
    "participants": gettext_lazy("Hvem er med"),
    "notes": gettext_lazy("Hva regionen gjør her"),
    "weeks_of_work": gettext_lazy("Uker"),
    TEMPLATE: gettext_lazy("Mal"),
}


@dataclass(frozen=True)
class Line:
    label: str
    ours: str
    becomes: str
    is_kept: bool


@dataclass(frozen=True)
class ItemTold:
    code: str
    title: str
    kind: str
    kind_words: str
    lines: tuple[Line, ...]
    takes_out: bool
    is_taken_out_here: bool
    is_here: bool


def told(actor: Actor, process: Process, items: Sequence[Item]) -> list[ItemTold]:
    """The name of a template only for those who may open it."""
    words = _Words(actor, process, items)
    return [
        ItemTold(
            item.code,
            item.title,
            item.kind,
            str(KIND_WORDS[item.kind]),
            tuple(words.lines(item)),
            item.takes_out,
            item.is_taken_out_here,
            item.ours is not None,
        )
        for item in items
    ]


class _Words:
    def __init__(self, actor: Actor, process: Process, items: Sequence[Item]) -> None:
        language = law_language()
        self.titles = {code: step.name.said(language) for code, step in chains()[process.chain].by_id.items()}
        self.titles |= {step.code: step.name for step in process.steps.all() if step.name}
        self.titles |= {item.code: item.title for item in items}
        ids = {said[TEMPLATE] for item in items for said in (item.was, item.becomes) if said and said[TEMPLATE]}
        rooms = Room.objects.visible_to(actor.keys)
        files = File.objects.kept().filter(pk__in=ids, room__in=rooms) if ids else []
        self.files = {str(file.pk): file.name for file in files}

    def lines(self, item: Item) -> list[Line]:
        return [
            Line(
                str(LABELS[field.name]),
                self._said(field.name, item.ours[field.name]) if item.ours else "–",
                self._said(field.name, field.becomes),
                field.is_kept and item.ours is not None,
            )
            for field in item.fields
        ]

    def _said(self, name: str, value: Any) -> str:
        if name == TEMPLATE:
            if value == "another":
                return _("tatt bort")
            return self.files.get(value, _("en mal i arkivet")) if value else "–"
        if name == "after":
            return self.titles.get(value, value) or _("først")
        return str(value) if value not in ("", None) else "–"
