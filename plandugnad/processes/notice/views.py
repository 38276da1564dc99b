"""Pages of an announcement. Nothing is sent from here: texts, list and letters are made, and what was done is noted."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from plandugnad.archive.models import File
from plandugnad.archive.queries.choosing import files_to_choose, find_chosen
from plandugnad.core.ids import new_id
from plandugnad.core.pieces import Crumb
from plandugnad.processes.access import ProcessAbilities
from plandugnad.processes.models import Process
from plandugnad.processes.notice import actions, forms
from plandugnad.processes.notice.actions import as_kept
from plandugnad.processes.notice.again.queries import letters_of
from plandugnad.processes.notice.content import lacking
from plandugnad.processes.notice.deadline import doubts, first_possible
from plandugnad.processes.notice.discreet import letters_for_readers, page_for_readers
from plandugnad.processes.notice.letter import letter, paper_of
from plandugnad.processes.notice.listed import delimited, spreadsheet
from plandugnad.processes.notice.models import Channel
from plandugnad.processes.notice.paper import letter_as_pdf
from plandugnad.processes.notice.queries import (
    NoticePage,
    find_proof,
    find_row,
    listed,
    open_files,
    read_notice,
    usual_deadline,
)
from plandugnad.processes.notice.wording import has_answers, is_appeal, proposed, written
from plandugnad.processes.views.asked import FORM, UNPROCESSABLE, base, process_to_change, process_to_see
from plandugnad.regions.http import SignedInRequest, not_found_unless, signed_in

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LISTS = {
    "xlsx": (spreadsheet, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (delimited, "text/csv; charset=utf-8"),
}


@dataclass(frozen=True)
class Asked:
    process: Process
    request: SignedInRequest
    abilities: ProcessAbilities
    page: NoticePage

    @property
    def address(self) -> str:
        return reverse("notice", args=[self.process.id, self.page.row.code])

    def about(self, here: str = "") -> dict[str, Any]:
        name = _("Varsel og kunngjøring") if self.page.what.announces else _("Innhold")
        crumbs = [Crumb(name, self.address if here else "")]
        if here:
            crumbs.append(Crumb(here))
        return base(self.process, self.abilities, *crumbs) | {"page": self.page, "row": self.page.row, "name": name}


def _to_see(request: SignedInRequest, id: UUID, code: str) -> Asked:
    process, abilities = process_to_see(request.actor, id)
    not_found_unless(process.deleted_at is None)
    today = timezone.localdate()
    row = find_row(process, code, today)
    if row is None:
        raise Http404
    page = read_notice(process, row, today)
    return Asked(process, request, abilities, page if abilities.can_write else page_for_readers(page))


def to_change(request: SignedInRequest, id: UUID, code: str) -> Asked:
    process_to_change(request.actor, id)
    return _to_see(request, id, code)


def form_on_notice(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Its form stands on the page of the notice. Opened as a page, as when somebody goes back, she is given that."""

    @wraps(view)
    def answer(request: SignedInRequest, id: UUID, code: str, **more: UUID) -> HttpResponse:
        if request.method != "POST":
            return redirect(to_change(request, id, code).address)
        return view(request, id, code, **more)

    return answer


def announcing(asked: Asked) -> Asked:
    not_found_unless(asked.page.what.announces)
    return asked


@require_safe
@signed_in
def notice(request: SignedInRequest, id: UUID, code: str) -> HttpResponse:
    asked = _to_see(request, id, code)
    process, page = asked.process, asked.page
    about = asked.about()
    if page.what.announces:
        letters = letters_of(process, page.what, page.kept)
        named = page.recipients
        if not asked.abilities.can_write:
            letters, named = letters_for_readers(letters), tuple(one for one in named if not one.is_private)
        about |= {
            "doubts": doubts(process, page, timezone.localdate()),
            "people": letters.of(named),
            "lacks_address": {one.pk for one in page.lacks_address} - set(letters.last),
            "by_number": {one.pk: page.organisation_number(one) for one in named if not one.address},
            "attention": letters.attention(timezone.localdate()),
            "sendings": letters.sendings,
            "texts": [written(process, page.what, page.kept, channel) for channel in (Channel.NEWSPAPER, Channel.WEB)],
            "letter": written(process, page.what, page.kept, Channel.LETTER),
            "open_files": open_files(request.actor, page.proofs),
            "has_deadline": has_answers(page.what) or is_appeal(page.what),
            "demanded_facts": [
                (forms.FactsForm.base_fields[name].label, getattr(page.kept, name))
                for name in page.what.facts(process.choices)
            ],
        }
    return render(request, "processes/notice/notice.html", about)


def saved(request: SignedInRequest, form: forms.Seen, act: Callable[[int], None], words: str) -> bool:
    try:
        act(form.cleaned_data["seen"])
    except actions.ChangedMeanwhile as meanwhile:
        form.stands_now(meanwhile.version, meanwhile.by_name)
        return False
    messages.success(request, words)
    return True


def form_page(request: SignedInRequest, asked: Asked, form: Any, heading: str, **more: Any) -> HttpResponse:
    about = asked.about(heading) | {"form": form, "heading": heading, "back": asked.address} | more
    is_wrong = form.is_bound and bool(form.errors)
    return render(request, "processes/notice/form.html", about, status=UNPROCESSABLE if is_wrong else None)


@require_http_methods(FORM)
@signed_in
def notice_facts(request: SignedInRequest, id: UUID, code: str) -> HttpResponse:
    asked = announcing(to_change(request, id, code))
    kept, what = asked.page.kept, asked.page.what
    first, usual = first_possible(asked.page, timezone.localdate()), usual_deadline(asked.page.row)
    names = ("about", "documents_at", "deadline_on", "answer_to", "contact", "sender", "reference")
    facts = what.facts(asked.process.choices)
    initial = {name: getattr(kept, name) for name in (*names, *facts)} | {"seen": kept.version}
    initial["deadline_on"] = kept.deadline_on or (usual if usual and usual >= first else None)
    form = forms.FactsForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        has_deadline=has_answers(what) or is_appeal(what),
        is_appeal=is_appeal(what),
        first_possible=first,
        facts=facts,
    )
    if form.is_bound and form.is_valid():

        def act(seen: int) -> None:
            actions.write_facts(request.actor.by, asked.process, code, form.values(), seen)

        if saved(request, form, act, _("Opplysningene er lagret.")):
            return redirect(asked.address)
    return form_page(request, asked, form, _("Opplysningene"))


@require_http_methods(FORM)
@signed_in
@form_on_notice
def notice_checks(request: SignedInRequest, id: UUID, code: str) -> HttpResponse:
    asked = to_change(request, id, code)
    known = {item.code for form in asked.page.forms for item in form.items}
    ticked = [one for one in request.POST.getlist("checks") if one in known]
    seen = forms.Seen(request.POST)
    if not seen.is_valid():
        raise Http404
    try:
        actions.tick(request.actor.by, asked.process, code, ticked, seen.cleaned_data["seen"])
    except actions.ChangedMeanwhile:
        messages.error(
            request, _("Noen andre har endret siden mens du krysset av. Se hva som står nå, og kryss av igjen.")
        )
    else:
        messages.success(request, _("Lagret."))
    return redirect(f"{asked.address}#innhold")


@require_http_methods(FORM)
@signed_in
def notice_recipients(request: SignedInRequest, id: UUID, code: str) -> HttpResponse:
    asked = announcing(to_change(request, id, code))
    page = asked.page
    form = forms.RecipientsForm(
        page.offered,
        page.groups,
        page.recipients,
        request.POST if request.method == "POST" else None,
        is_first=not page.kept.has_recipients,
        initial={"seen": page.kept.version},
    )
    if form.is_bound and form.is_valid():

        def act(seen: int) -> None:
            actions.choose_recipients(request.actor.by, asked.process, code, form.chosen(), seen)

        said = _("Mottakerne er lagret.")
        if twice := form.twice():
            said += " " + _("Sto der to ganger, og er én mottaker: %(names)s.") % {"names": ", ".join(twice)}
        if saved(request, form, act, said):
            return redirect(f"{asked.address}#mottakere")
    lead = _(
        "Forslagene bygger på hva organene arbeider med, ikke på en liste i loven. Du vet best hvem planen berører."
    )
    return form_page(request, asked, form, _("Mottakere"), lead=lead)


@require_safe
@signed_in
def notice_list(request: SignedInRequest, id: UUID, code: str, format: str) -> HttpResponse:
    """The whole list in one answer: it is for whatever does the sending, and says where private people live."""
    asked = announcing(to_change(request, id, code))
    not_found_unless(format in LISTS)
    write, content_type = LISTS[format]
    content = write(listed(asked.page), asked.process.plan.name)
    return as_file(content, content_type, asked, _("mottakere"), format)


@require_http_methods(FORM)
@signed_in
def notice_text(request: SignedInRequest, id: UUID, code: str, channel: str) -> HttpResponse:
    asked = announcing(to_change(request, id, code))
    not_found_unless(channel in Channel.values)
    page, chosen = asked.page, Channel(channel)
    proposal = proposed(asked.process, page.what, page.kept)
    stands = written(asked.process, page.what, page.kept, chosen)
    form = forms.TextForm(
        asked.process.plan.organisation.language,
        request.POST if request.method == "POST" else None,
        initial={"text": stands.text, "seen": page.kept.version},
    )
    if form.is_bound and ("forslag" in request.POST or form.is_valid()):
        form.is_valid()
        text = proposal if "forslag" in request.POST else form.cleaned_data["text"]

        def act(seen: int) -> None:
            actions.write_text(request.actor.by, asked.process, code, chosen, text, proposal, seen)

        if "seen" in form.cleaned_data and saved(request, form, act, _("Teksten er lagret.")):
            return redirect(f"{asked.address}#tekster")
    return form_page(request, asked, form, _text_heading(chosen), stands=stands, proposal=proposal)


def _text_heading(channel: Channel) -> str:
    return {
        Channel.NEWSPAPER: _("Teksten til avisen"),
        Channel.WEB: _("Teksten til nettsiden"),
        Channel.LETTER: _("Teksten i brevet"),
    }[channel]


@require_safe
@signed_in
def notice_letter(request: SignedInRequest, id: UUID, code: str) -> HttpResponse:
    """One letter for all, or with ?til=hver one sheet for each recipient; as DOCX, or with ?som=pdf on paper. Who only
    reads may have the one for all: the others say where people live."""
    is_each = request.GET.get("til") == "hver"
    asked = announcing((to_change if is_each else _to_see)(request, id, code))
    process, page = asked.process, asked.page
    is_pdf = request.GET.get("som") == "pdf"
    content = (letter_as_pdf if is_pdf else letter)(
        written(process, page.what, page.kept, Channel.LETTER),
        page.recipients,
        paper_of(process, page.kept, timezone.localdate()),
        each=is_each,
    )
    return as_file(content, PDF if is_pdf else DOCX, asked, _("brev"), "pdf" if is_pdf else "docx")


def as_file(content: bytes, content_type: str, asked: Asked, what: str, extension: str) -> HttpResponse:
    name = f"{slugify(asked.process.plan.name)[:60] or 'plan'}-{asked.page.row.code.lower()}-{what}.{extension}"
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(content, content_type, headers={"Content-Disposition": disposition})


@require_http_methods(FORM)
@signed_in
def notice_proof(request: SignedInRequest, id: UUID, code: str) -> HttpResponse:
    """First everything is shown as it will be kept; then it is noted."""
    asked = announcing(to_change(request, id, code))
    files = [(choice.code, f"{choice.name} ({choice.where})") for choice in files_to_choose(request.actor, "")]
    form = forms.ProofForm(
        timezone.localdate(),
        files,
        request.POST if request.method == "POST" else None,
        initial={"id": new_id(), "channel": request.GET.get("kanal", "")},
    )
    preview: actions.Announced | None = None
    doubted: list[str] = []
    if form.is_bound and form.is_valid():
        preview = _announced(request, asked, form)
        doubted = doubts(asked.process, asked.page, timezone.localdate(), preview.announced_on)
        doubted += lacking(asked.page, preview.channel)
        if "noter" in request.POST and request.POST.get("vist") != str(asked.page.kept.version):
            form.add_error(None, _("Se gjennom det som blir notert, en gang til: noe er endret siden det ble vist."))
        elif "noter" in request.POST:
            proof = actions.note_announced(request.actor.by, asked.process, code, preview, form.cleaned_data["id"])
            undo = f"undo:{reverse('notice_proof_take_back', args=[id, code, proof.pk])}"
            messages.success(request, _("Kunngjøringen er notert."), extra_tags=undo)
            return redirect(f"{asked.address}#kunngjort")
    about = asked.about(_("Noter kunngjøring")) | {"form": form, "preview": preview, "back": asked.address}
    about |= {"doubts": doubted}
    is_wrong = form.is_bound and bool(form.errors)
    return render(request, "processes/notice/proof.html", about, status=UNPROCESSABLE if is_wrong else None)


def _announced(request: SignedInRequest, asked: Asked, form: forms.ProofForm) -> actions.Announced:
    given, page = form.cleaned_data, asked.page
    channel = Channel(given["channel"])
    file = find_chosen(request.actor, given["file"]) if given["file"] else None
    recipients = [as_kept(one) for one in page.recipients]
    return actions.Announced(
        channel=channel,
        announced_on=given["announced_on"],
        place=given["place"],
        receipt=given["receipt"],
        file=file if isinstance(file, File) else None,
        text=written(asked.process, page.what, page.kept, channel).text,
        recipients=recipients if channel == Channel.LETTER else [],
    )


@require_http_methods(FORM)
@signed_in
@form_on_notice
def notice_proof_take_back(request: SignedInRequest, id: UUID, code: str, proof: UUID) -> HttpResponse:
    asked = to_change(request, id, code)
    found = find_proof(asked.process, code, proof)
    if found is None:
        raise Http404
    actions.take_back_proof(request.actor.by, asked.process, found)
    undo = f"undo:{reverse('notice_proof_put_back', args=[id, code, proof])}"
    messages.success(request, _("Notatet er tatt bort."), extra_tags=undo)
    return redirect(f"{asked.address}#kunngjort")


@require_http_methods(FORM)
@signed_in
@form_on_notice
def notice_proof_put_back(request: SignedInRequest, id: UUID, code: str, proof: UUID) -> HttpResponse:
    asked = to_change(request, id, code)
    found = find_proof(asked.process, code, proof)
    if found is None:
        raise Http404
    actions.put_back_proof(request.actor.by, asked.process, found)
    messages.success(request, _("Notatet er tilbake."))
    return redirect(f"{asked.address}#kunngjort")
