"""Sentences about an import, in the reader's own written form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plandugnad.imports.choices import KEEP, NEW, SKIP
from plandugnad.imports.matching.comparison import Outcome, Planned, Plannings
from plandugnad.imports.reading.column_meanings import LENGTHS, plan_field_in_words
from plandugnad.imports.reading.table_row import Fault
from plandugnad.imports.reading.workbook import NAME_TOO_LONG
from plandugnad.imports.writing.undo import Kept
from plandugnad.plans.contradiction import contradiction
from plandugnad.plans.kinds import Decision, PlanStatus, PlanType

_CHOICES = {"plan_type": PlanType, "status": PlanStatus, "decision": Decision}


def form() -> str:
    return get_language() or "nb"


def value_in_words(field: str, value: Any) -> str:
    """Dates are left as they are kept: the page writes them out."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    choices = _CHOICES.get(field)
    if choices is not None and value in choices.values:
        return str(choices(value).label)
    return ", ".join(value) if isinstance(value, list) else str(value)


def summary(plannings: Plannings) -> str:
    """«3 nye planer, 2 endret, 1 spørsmål»: only what there is any of, and what is as before only when all is."""
    counts, questions = plannings.counts(), plannings.questions
    created, changed, errors = counts[Outcome.CREATED], counts[Outcome.CHANGED], counts[Outcome.ERROR]
    alone = ngettext("%(n)d plan endret", "%(n)d planer endret", changed)
    beside = ngettext("%(n)d endret", "%(n)d endret", changed)
    parts = (
        (created, ngettext("%(n)d ny plan", "%(n)d nye planer", created)),
        (changed, beside if created else alone),
        (questions, ngettext("%(n)d spørsmål", "%(n)d spørsmål", questions)),
        (errors, ngettext("%(n)d feil", "%(n)d feil", errors)),
    )
    told = ", ".join(part % {"n": number} for number, part in parts if number)
    return told or (_("Ingenting nytt") if counts[Outcome.UNCHANGED] else _("Ingen planer å importere"))


def left_alone(unchanged: int, chosen_away: int, no_plans: int) -> str:
    """The rows that are folded together, on one line."""
    parts = (
        (unchanged, ngettext("%(n)d plan står som før", "%(n)d planer står som før", unchanged)),
        (chosen_away, ngettext("%(n)d rad er valgt bort", "%(n)d rader er valgt bort", chosen_away)),
        (no_plans, ngettext("%(n)d rad er ikke en plan", "%(n)d rader er ikke planer", no_plans)),
    )
    return ", ".join(part % {"n": number} for number, part in parts if number)


def said_before(planned: Planned, reader_id: str) -> str:
    """«Du svarte dette sist: samme plan som Kulturplan.»"""
    before, answer = planned.recalled, planned.answer
    if before is None:
        return ""
    if answer.error and planned.without_fault:
        said = without_in_words(planned.without_fault)
    elif SKIP in (answer.twin, answer.plan):
        said = _("Hopp over")
    elif answer.twin == KEEP:
        said = (
            _("Ulike planer, ta med alle")
            if _are_all_kept(planned)
            else _("Bruk rad %(row)d") % {"row": planned.row.row}
        )
    elif answer.plan == NEW:
        said = _("Ny plan")
    else:
        said = _("Samme plan som %(name)s") % {"name": planned.plan.name if planned.plan else planned.row.name}
    if before.by_id and before.by_id == reader_id:
        return _("Du svarte dette sist: «%(said)s».") % {"said": said}
    if before.by_name:
        return _("%(name)s svarte dette sist: «%(said)s».") % {"name": before.by_name, "said": said}
    return _("Svaret fra sist: «%(said)s».") % {"said": said}


def _are_all_kept(planned: Planned) -> bool:
    return planned.twins is not None and len(planned.twins.left) == len(planned.twins.rows)


def contradiction_in_words(name: str, plan_type: str) -> str:
    found = contradiction(name, plan_type)
    if found is None:
        return ""
    told = {"word": found.word, "given": PlanType(plan_type).label}
    return _("Navnet sier «%(word)s», men typen er %(given)s. Typen kan endres på planens side.") % told


def write_label(counts: Mapping[Outcome, int]) -> str:
    number = counts[Outcome.CREATED] + counts[Outcome.CHANGED]
    if not counts[Outcome.CREATED]:
        return ngettext("Oppdater %(n)d plan", "Oppdater %(n)d planer", number) % {"n": number}
    return ngettext("Importer %(n)d plan", "Importer %(n)d planer", number) % {"n": number}


def left_out(counts: Mapping[Outcome, int]) -> str:
    """What the button does not take with it."""
    questions, errors = counts[Outcome.QUESTION], counts[Outcome.ERROR]
    if questions and errors:
        told = {"n": questions + errors, "questions": questions, "errors": errors}
        return _("%(n)d rader blir ikke tatt med: %(questions)d du ikke har svart på, og %(errors)d med feil.") % told
    if questions:
        sentence = ngettext(
            "%(n)d rad du ikke har svart på, blir ikke tatt med.",
            "%(n)d rader du ikke har svart på, blir ikke tatt med.",
            questions,
        )
        return sentence % {"n": questions}
    if errors:
        sentence = ngettext(
            "%(n)d rad med feil blir ikke tatt med.", "%(n)d rader med feil blir ikke tatt med.", errors
        )
        return sentence % {"n": errors}
    return ""


def mend_label(counts: Mapping[Outcome, int]) -> str:
    """The way to the first of the rows the button does not take with it."""
    questions, errors = counts[Outcome.QUESTION], counts[Outcome.ERROR]
    number = questions + errors
    if not number:
        return ""
    if not errors:
        return ngettext("Svar på den ene først", "Svar på de %(n)d først", number) % {"n": number}
    return ngettext("Rett den ene først", "Rett de %(n)d først", number) % {"n": number}


def skipped(chosen_away: int, no_plans: int) -> str:
    """What the filter for rows that nothing happens to shows. The rows that wait for an answer are not among them."""
    if chosen_away and no_plans:
        return _("Valgt bort og ikke planer")
    return _("Valgt bort") if chosen_away else _("Ikke planer")


def written(created: int, changed: int) -> str:
    """What a finished import did, in the list of them."""
    parts = [
        ngettext("%(n)d ny", "%(n)d nye", created) % {"n": created} if created else "",
        ngettext("%(n)d endret", "%(n)d endret", changed) % {"n": changed} if changed else "",
    ]
    return ", ".join(filter(None, parts))


def imported(changed: int, unchanged: int, file: str) -> str:
    told = {"changed": changed, "unchanged": unchanged, "file": file}
    if changed and unchanged:
        return _("%(changed)d ble endret og %(unchanged)d sto likt fra før, da %(file)s ble importert.") % told
    if changed:
        return _("%(changed)d ble endret da %(file)s ble importert.") % told
    if unchanged:
        return _("%(unchanged)d sto likt fra før, da %(file)s ble importert.") % told
    return _("Importert fra %(file)s.") % told


def undone(removed: int, restored: int) -> str:
    gone = ngettext("%(n)d plan er tatt bort.", "%(n)d planer er tatt bort.", removed) % {"n": removed}
    back = ngettext(
        "%(n)d plan er satt tilbake til det den var.", "%(n)d planer er satt tilbake til det de var.", restored
    ) % {"n": restored}
    told = " ".join(sentence for sentence, number in ((gone, removed), (back, restored)) if number)
    return told or _("Ingen planer er tatt bort eller satt tilbake.")


def outcome_in_words(outcome: str) -> str:
    return {
        Outcome.CREATED: _("ny plan"),
        Outcome.CHANGED: _("endres"),
        Outcome.UNCHANGED: _("uendret"),
        Outcome.QUESTION: _("du må svare"),
        Outcome.ERROR: _("feil"),
        Outcome.SKIPPED: _("hoppes over"),
    }[Outcome(outcome)]


def fault_in_words(fault: Fault) -> tuple[str, str]:
    """Why, and how to mend it."""
    if fault.code == NAME_TOO_LONG:
        why = _("Navnet er på %(length)d tegn, og det er plass til %(room)d.") % {
            "length": len(fault.value),
            "room": LENGTHS["name"],
        }
        return why, _("Skriv et kortere navn. Resten kan stå i merknadene.")
    why, remedy = _in_the_language_of_the_reader(fault.why), _in_the_language_of_the_reader(fault.remedy)
    return why[:1].upper() + why[1:] + ("" if why.endswith(".") else "."), remedy


def _in_the_language_of_the_reader(said: Mapping[str, str]) -> str:
    """Runs begun before a language came are without it."""
    return said.get(form()) or said.get("nb", "")


def without_in_words(fault: Fault) -> str:
    if fault.code == "revised_before_adopted":
        return _("Importer med vedtaket alene")
    return _("Importer uten den datoen")


def kept_in_words(why: str, fields: Iterable[str]) -> str:
    """Why something still stands after an undo."""
    named = ", ".join(plan_field_in_words(field.removesuffix("_id")) for field in fields)
    sentences = {
        Kept.EDITED: _("Endret siden importen: %(fields)s. Det som er endret, står."),
        Kept.HAS_CHILDREN: _("Andre planer er forankret i den."),
        Kept.IS_LINKED: _("Den har forhold til andre planer."),
        Kept.HAS_DOCUMENTS: _("Den har fått dokumenter."),
        Kept.IS_SHARED: _("Den er delt med andre."),
        Kept.IS_JOINT: _("Den er felles med andre kommuner."),
        Kept.DELETED: _("Den var slettet fra før."),
        Kept.NUMBER_IS_TAKEN: _("En annen plan har fått den nasjonale arealplan-ID-en."),
        Kept.LED_BY_ANOTHER: _("En annen kommune leder arbeidet med den nå."),
    }
    return sentences[Kept(why)] % {"fields": named} if why == Kept.EDITED else sentences[Kept(why)]


def happened(fields: Iterable[str] | None) -> str:
    """What the import did to a plan; no fields when it is new."""
    return _("Ny") if fields is None else _("Endret: %(fields)s") % {"fields": ", ".join(fields)}


def taken_back(fields: Iterable[str] | None) -> str:
    """What an undo did to a plan; no fields when it was the import that made it."""
    return _("Tatt bort") if fields is None else _("Satt tilbake: %(fields)s") % {"fields": ", ".join(fields)}


def rows_left_out(number: int) -> str:
    return ngettext("%(n)d rad kom ikke inn", "%(n)d rader kom ikke inn", number) % {"n": number}


def led_by_another(place: str) -> str:
    return _(
        "Fellesplan som %(place)s leder. Tabellen endrer den ikke: før inn vedtaket deres på siden til planen."
    ) % {"place": place}


def outcome_not_written(outcome: Outcome) -> str:
    """Why a row was left out of an import that is done."""
    return _("Den hadde en feil.") if outcome is Outcome.ERROR else _("Spørsmålet ble ikke besvart.")


def too_large() -> str:
    return _("Filen er større enn %(limit)d MB. Lagre bare arket med planene som en egen fil, og prøv igjen.") % {
        "limit": settings.UPLOAD_LIMIT_BYTES // 1_048_576
    }


def too_much_pasted() -> str:
    return _("Teksten er for lang til å limes inn. Lagre tabellen som en fil, og slipp filen her.")
