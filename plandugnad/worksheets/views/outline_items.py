"""One card, row, task, step or the like, edited by a form of its own; added, moved, taken away and brought back."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from plandugnad.engines.sheet.belonging import Belonging
from plandugnad.engines.sheet.refusal import Refusal
from plandugnad.engines.sheet.schema import ITEM_ID
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in
from plandugnad.worksheets.outlining import saving
from plandugnad.worksheets.outlining.fields import Item, stored
from plandugnad.worksheets.outlining.forms import SheetForm
from plandugnad.worksheets.outlining.saving import Contested, Spot
from plandugnad.worksheets.outlining.shapes import LISTS, Around, fields_of, words_of
from plandugnad.worksheets.schemas import definition_of
from plandugnad.worksheets.store import open_document
from plandugnad.worksheets.views.outline import AskedDocument, asked_document, parties_of


@dataclass(frozen=True)
class _Of:
    """The list a page is about, and the item in it; `item` is empty for a new one."""

    on: AskedDocument
    spot: Spot
    around: Around

    def form(self, sent: bool, item: Any = None) -> SheetForm:
        """With the fields that are hers to write in; and what she has sent, also where it has become another's."""
        post = self.on.request.POST if sent else None
        fields = fields_of(self.around)
        rule, signature = self.rule, self.signature(item)
        if rule:
            its = {name for name in fields if (name in post if post else False) or rule.may_write(name, signature)}
            fields = {name: one for name, one in fields.items() if name in its}
        return SheetForm(post, fields, item)

    @property
    def rule(self) -> Belonging | None:
        return self.on.found.abilities.rows.get(self.spot.block)

    @property
    def signed(self) -> str:
        return self.rule.signed if self.rule else ""

    def signature(self, item: Item | None) -> Any:
        """Of a row that stands; one that is new is to be hers."""
        return stored(item.get(self.rule.signed)) if self.rule and item else self.rule.own if self.rule else None

    def signed_by_her(self) -> dict[str, str]:
        """Her own name stands in a new row's field for whom it is from, where that is to be hers."""
        rule, parties = self.rule, self.around.parties
        name = next((known for value, known in parties.known if rule and value == rule.own), "")
        return {rule.signed: name} if rule and name else {}

    def is_hers(self, item: Item | None) -> bool:
        return self.rule is None or self.rule.is_hers(self.signature(item))

    def closed(self, item: Item) -> HttpResponse | None:
        """Where nothing in the row is hers to write."""
        rule = self.rule
        if rule is None or rule.may_answer_in() or self.is_hers(item):
            return None
        title = self.around.block.title
        refusal = Refusal("anothers", title=title).sentence(self.on.language, is_kept=False)
        messages.warning(self.on.request, refusal)
        return self.on.back(f"i-{self.spot.item}")

    def read_only(self, form: SheetForm, item: Item | None) -> list[tuple[str, str]]:
        """What stands in the row beside what is hers to write, so that she knows what she answers."""
        if item is None or self.rule is None:
            return []
        others = {name: one for name, one in fields_of(self.around).items() if name not in form.fields}
        return [(str(one.label), said) for name, one in others.items() if (said := one.shown(name, item))]

    def shown(self, form: SheetForm, *, is_gone: bool = False) -> HttpResponse:
        items = self.around.items()
        there = items.get(self.spot.item)
        name = words_of(self.around, there) if there else ""
        beside = list(saving.beside_it(items, self.spot)) if there else []
        about: dict[str, Any] = {
            "form": form,
            "of": self,
            "is_new": not self.spot.item,
            "is_gone": is_gone,
            "name": name,
            "place": beside.index(self.spot.item) + 1 if there else 0,
            "last": len(beside),
            "part": self.around.block.title.said(self.on.language),
            "new_address": self.address("outline_new"),
            "is_hers": self.is_hers(there),
            "read_only": self.read_only(form, there),
            "arrows": self._arrows() if self.spot.collection == "steps" and there else None,
        }
        title = name or _ITEMS[self.spot.collection]()
        status = 422 if form.is_bound else None
        return render(self.on.request, "worksheets/outline/item.html", self.on.about(title) | about, status=status)

    def address(self, name: str, *more: str) -> str:
        return reverse(name, args=[self.on.document.id, self.spot.block, self.spot.collection, *more])

    def _arrows(self) -> dict[str, Any]:
        steps = self.around.items()
        found = []
        for id, one in self.around.items("arrows").items():
            if one["from"] == self.spot.item and one["to"] in steps:
                to = words_of(self.around, steps[str(one["to"])]) or _("Uten tekst")
                address = reverse("outline_item", args=[self.on.document.id, self.spot.block, "arrows", id])
                found.append({"to": to, "label": one["label"], "address": address})
        new = reverse("outline_new", args=[self.on.document.id, self.spot.block, "arrows"])
        return {"all": found, "new": f"{new}?from={self.spot.item}" if len(steps) > 1 else ""}

    def refused(self, form: SheetForm, refusal: Refusal) -> HttpResponse:
        """In words, at the field where there is one, with all that was typed."""
        field = refusal.where.field.partition(".")[0]
        form.add_error(field if field in form.fields else None, refusal.sentence(self.on.language))
        return self.shown(form, is_gone=refusal.code == "gone")


def _asked(request: SignedInRequest, id: UUID, block: str, collection: str, item: str = "") -> _Of:
    on = asked_document(request, id)
    defined = definition_of(on.found.sheet).block(block)
    not_found_unless(defined is not None and (not item or bool(ITEM_ID.fullmatch(item))))
    assert defined is not None
    opened = open_document(on.document)
    around = Around(opened, defined, collection, parties_of(on.document, opened), on.language)
    not_found_unless(around.is_there)
    return _Of(on, Spot(block, collection, item), around)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: SignedInRequest, id: UUID, block: str, collection: str) -> HttpResponseBase:
    of = _asked(request, id, block, collection)
    ref = _ref(of)
    if request.method != "POST":
        if not of.on.may(block):
            return of.on.closed(block)
        form = of.form(sent=False)
        form.initial.update(of.signed_by_her())
        form.initial.update({name: request.GET[name] for name in ("from", "stage", "lane") if name in request.GET})
        return of.shown(form)
    form = of.form(sent=True)
    if not form.is_valid() or _says_nothing(of, form):
        return of.shown(form)
    written, item = saving.add(request.actor, of.on.document, of.spot, form.values() | ref)
    if isinstance(written.result, Refusal):
        return of.refused(form, written.result)
    messages.success(request, _("Lagt til."))
    # By the line where the list is read one goes on to the next.
    return of.on.back(f"ny-{block}-{collection}" if "line" in request.POST else f"i-{item}")


def _ref(of: _Of) -> dict[str, str]:
    """What is placed, where that is an item of another block."""
    other = of.around.placed if of.spot.collection == "places" else None
    if other is None:
        return {}
    ref = of.on.request.GET.get("ref", "")
    there = Around(of.around.opened, other, LISTS[type(other)], of.around.parties, of.on.language).items()
    not_found_unless(ref in there)
    return {"ref": ref}


def _says_nothing(of: _Of, form: SheetForm) -> bool:
    """An item of nothing is made by mistake; an arrow has two ends, and a thing stands on both axes or none."""
    if of.spot.collection == "arrows" and not (form.cleaned_data["from"] and form.cleaned_data["to"]):
        form.add_error("to" if form.cleaned_data["from"] else "from", _("Velg begge stegene pilen går mellom."))
    elif "x" in form.fields and (form.cleaned_data["x"] is None) != (form.cleaned_data["y"] is None):
        form.add_error("x" if form.cleaned_data["x"] is None else "y", _("Fyll ut begge, eller ingen av dem."))
    elif form.item is None and not any(str(one).strip() for name, one in form.values().items() if name != of.signed):
        form.add_error(next(iter(form.fields)), _("Skriv noe her først."))
    return bool(form.errors)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def item(request: SignedInRequest, id: UUID, block: str, collection: str, item: str) -> HttpResponseBase:
    of = _asked(request, id, block, collection, item)
    there = of.around.items().get(item)
    if request.method != "POST":
        if there is None:
            messages.warning(request, _("Det du ville endre, er tatt bort av en annen."))
            return of.on.back(f"del-{block}")
        if not of.on.may(block):
            return of.on.closed(block)
        return of.closed(there) or of.shown(of.form(sent=False, item=there))
    form = of.form(sent=True, item=there or {})
    if there is None:
        form.full_clean()
        form.add_error(None, _("Det du ville endre, er tatt bort av en annen. Det du skrev, står her ennå."))
        return of.shown(form, is_gone=True)
    if not form.is_valid() or _says_nothing(of, form):
        return of.shown(form)
    try:
        written = saving.change(request.actor, of.on.document, of.spot, form)
    except Contested as contested:
        return of.shown(form.beside(contested.now, contested.fields))
    if isinstance(written.result, Refusal):
        return of.refused(form, written.result)
    messages.success(request, _("Lagret."))
    return of.on.back(f"i-{item}")


@require_POST
@signed_in
def move(request: SignedInRequest, id: UUID, block: str, collection: str, item: str) -> HttpResponse:
    of = _asked(request, id, block, collection, item)
    by = {"up": -1, "down": 1}.get(request.POST.get("do", ""), 0)
    not_found_unless(by != 0)
    written = saving.move(request.actor, of.on.document, of.spot, by)
    if isinstance(written.result, Refusal):
        messages.warning(request, written.result.sentence(of.on.language))
        return of.on.back(f"del-{block}")
    moved = _asked(request, id, block, collection, item).around.items()
    if item in moved:
        beside = list(saving.beside_it(moved, of.spot))
        told = {"n": beside.index(item) + 1, "all": len(beside)}
        messages.success(request, _("Flyttet til plass %(n)s av %(all)s") % told)
    return redirect(of.address("outline_item", item) + "#flytt")


@require_POST
@signed_in
def remove(request: SignedInRequest, id: UUID, block: str, collection: str, item: str) -> HttpResponse:
    of = _asked(request, id, block, collection, item)
    there = of.around.items().get(item)
    name = words_of(of.around, there) if there else ""
    written = saving.remove(request.actor, of.on.document, of.spot)
    if isinstance(written.result, Refusal):
        messages.warning(request, written.result.sentence(of.on.language))
    else:
        undo = of.address("outline_bring_back", item, str(written.seq))
        said = _("«%(name)s» er tatt bort.") % {"name": name} if name else _("Tatt bort.")
        messages.success(request, said, extra_tags=f"undo:{undo}")
    return of.on.back(f"del-{block}")


@require_POST
@signed_in
def bring_back(request: SignedInRequest, id: UUID, block: str, collection: str, item: str, seq: int) -> HttpResponse:
    of = _asked(request, id, block, collection, item)
    not_found_unless(seq <= of.on.document.seq)
    written = saving.bring_back(request.actor, of.on.document, of.spot, seq)
    if written is None:
        messages.warning(request, _("Det kan ikke angres her lenger. Se etter det under «Versjoner»."))
        return of.on.back(f"del-{block}")
    if isinstance(written.result, Refusal):
        messages.warning(request, written.result.sentence(of.on.language))
        return of.on.back(f"del-{block}")
    messages.success(request, _("Hentet tilbake."))
    return of.on.back(f"i-{item}")


_ITEMS = {
    "cards": lambda: _("Kort"),
    "clusters": lambda: _("Gruppe"),
    "rows": lambda: _("Rad"),
    "tasks": lambda: _("Oppgave"),
    "places": lambda: _("Plass"),
    "lanes": lambda: _("Hvem er med"),
    "steps": lambda: _("Steg"),
    "arrows": lambda: _("Pil til neste steg"),
}
