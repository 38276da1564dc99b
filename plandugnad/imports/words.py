"""Sentences about an import, in the reader's own written form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plandugnad.imports.comparison import Outcome
from plandugnad.imports.fields import LENGTHS, plan_field_in_words
from plandugnad.imports.reading import NAME_TOO_LONG
from plandugnad.imports.table_row import Fault
from plandugnad.imports.undoing import Kept
from plandugnad.plans.kinds import Decision, PlanStatus, PlanType

_CHOICES = {"plan_type": PlanType, "status": PlanStatus, "decision": Decision}


def form() -> str:
    return "nn" if (get_language() or "").startswith("nn") else "nb"


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


def summary(counts: Mapping[Outcome, int]) -> str:
    """«34 nye, 3 endres, 2 må du svare på, 1 feil»: only what there is any of."""
    parts = [
        ngettext("%(n)d ny", "%(n)d nye", counts[Outcome.CREATED]) % {"n": counts[Outcome.CREATED]},
        ngettext("%(n)d endres", "%(n)d endres", counts[Outcome.CHANGED]) % {"n": counts[Outcome.CHANGED]},
        ngettext("%(n)d er uendret", "%(n)d er uendret", counts[Outcome.UNCHANGED]) % {"n": counts[Outcome.UNCHANGED]},
        ngettext("%(n)d må du svare på", "%(n)d må du svare på", counts[Outcome.QUESTION])
        % {"n": counts[Outcome.QUESTION]},
        ngettext("%(n)d feil", "%(n)d feil", counts[Outcome.ERROR]) % {"n": counts[Outcome.ERROR]},
    ]
    of = (Outcome.CREATED, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.QUESTION, Outcome.ERROR)
    told = [part for part, outcome in zip(parts, of, strict=True) if counts[outcome]]
    return ", ".join(told) or _("Ingen planer å importere")


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
        Outcome.SKIPPED: _("ikke med"),
    }[Outcome(outcome)]


def fault_in_words(fault: Fault) -> tuple[str, str]:
    """Why, and how to mend it."""
    if fault.code == NAME_TOO_LONG:
        why = _("Navnet er på %(length)d tegn, og det er plass til %(room)d.") % {
            "length": len(fault.value),
            "room": LENGTHS["name"],
        }
        return why, _("Skriv et kortere navn. Resten kan stå i merknadene.")
    why, remedy = fault.why.get(form(), ""), fault.remedy.get(form(), "")
    return why[:1].upper() + why[1:] + ("" if why.endswith(".") else "."), remedy


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
        Kept.DELETED: _("Den var slettet fra før."),
        Kept.NUMBER_IS_TAKEN: _("En annen plan har fått den nasjonale arealplan-ID-en."),
    }
    return sentences[Kept(why)] % {"fields": named} if why == Kept.EDITED else sentences[Kept(why)]


def outcome_not_written(outcome: Outcome) -> str:
    """Why a row was left out of an import that is done."""
    return _("Den hadde en feil.") if outcome is Outcome.ERROR else _("Spørsmålet ble ikke besvart.")


def too_large() -> str:
    return _("Filen er større enn %(limit)d MB. Lagre bare arket med planene som en egen fil, og prøv igjen.") % {
        "limit": settings.UPLOAD_LIMIT_BYTES // 1_048_576
    }


def too_much_pasted() -> str:
    return _("Teksten er for lang til å limes inn. Lagre tabellen som en fil, og slipp filen her.")
