"""What codes of the engine are called on the pages."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from plandugnad.core.marks import written_day
from plandugnad.engines.statute import Certainty, Doubt, Kind, State
from plandugnad.engines.statute.provisions import Bound, Counting, Force

ACTORS: dict[str, Promise] = {
    "municipality": _("kommunen"),
    "council": _("kommunestyret"),
    "county": _("fylkeskommunen"),
    "county_council": _("fylkestinget"),
    "state_administrator": _("statsforvalteren"),
    "ministry": _("departementet"),
    "sector_body": _("berørte organer"),
    "proposer": _("forslagsstilleren"),
    "neighbour": _("nabokommunen"),
    "anyone": _("den det gjelder"),
    "king": _("Kongen"),
}
FORCES: dict[str, Promise] = {
    Force.MUST: _("loven krever"),
    Force.SHOULD: _("bør gjøres"),
    Force.PRACTICE: _("vanlig, ikke lovkrav"),
    Force.MAY: _("kan gjøres"),
}
KINDS: dict[str, Promise] = {
    Kind.MIN: _("tidligst"),
    Kind.MAX: _("senest"),
    Kind.TARGET: _("bør være innen"),
}
STATES: dict[str, Promise] = {
    State.RUNNING: _("løper"),
    State.STANDING: _("klokka står"),
    State.KEPT: _("holdt"),
    State.BROKEN: _("oversittet"),
    State.OVERDUE: _("over fristen"),
    State.OVER: _("ute"),
}
CERTAINTIES: dict[str, Promise] = {
    Certainty.READ: _("lest i loven"),
    Certainty.SEEN: _("kilden er sett"),
    Certainty.DEFAULT: _("vår standard, ikke lov"),
    Certainty.UNVERIFIED: _("ikke kontrollert"),
}
BOUNDS: dict[str, Promise] = {
    Bound.AT_LEAST: _("minst %(length)s"),
    Bound.AT_MOST: _("høyst %(length)s"),
    Bound.EVERY: _("hvert %(length)s"),
}
COUNTINGS: dict[str, Promise] = {
    Counting.WORKING_DAY: _("Slutter den på en lørdag, søndag eller helligdag, går den til neste virkedag."),
    Counting.CALENDAR: _("Datoen flyttes ikke, heller ikke når den er en fridag."),
    Counting.BEFORE_MEETING: _("Telles bakover fra møtet. Siste trygge dag er en virkedag."),
}
DOUBTS: dict[str, tuple[Promise, Promise]] = {
    Doubt.UNVERIFIED: (_("Ikke kontrollert"), _("Kilden er ikke lest. Les den før regelen brukes.")),
    Doubt.SEEN: (_("Sett, men ikke lest i helhet"), _("Kilden er funnet, men ikke lest ord for ord.")),
    Doubt.NOTE: (_("Lest, men noe står åpent"), _("Merknaden under regelen sier hva.")),
    Doubt.DEFAULT: (
        _("Ikke lov, men vanlig"),
        _("Loven har ingen lengde eller regel her. Dette er det vanlige, og vårt valg."),
    ),
    Doubt.COUNTING: (
        _("Lest, men måten å telle på er vår lesning"),
        _("Lengden står i loven. At slutten flyttes, eller ikke flyttes, har vi lest ut av domstolloven."),
    ),
}
MARKS: dict[str, Promise] = {
    "done": pgettext_lazy("steg", "gjort"),
    "closed": _("frist for uttalelse"),
    "stopped": _("klokka stoppet"),
    "resumed": _("klokka gikk videre"),
    "agreed": _("avtalt frist"),
    "refused": _("avslått"),
    "received": _("mottatt der"),
    "forwarded": _("sendt videre"),
    "fixed": _("fastsatt"),
    "meeting": _("møtet saken skal opp i"),
}


def label_of(mark: str, *, is_consultation: bool) -> str:
    """What a date of a step is called there."""
    if mark == "done" and is_consultation:
        return gettext("lagt ut")
    return str(MARKS[mark])


def law_language() -> str:
    """The law is read in the reader's own written standard; for others in bokmål, which is its source here."""
    language = get_language() or "nb"
    return language if language in ("nb", "nn", "en") else "nb"


def law_lang() -> str:
    """What the law is written in on the page: it has no English."""
    return "nn" if law_language() == "nn" else "nb"


# The rules whose end is the last day to appeal.
APPEALS = frozenset({"fvl-29-appeal"})
MARK_HELP: dict[str, Promise] = {
    "closed": _("Siste dag for å uttale seg."),
    "stopped": _("Dagen kommunen ba om det som mangler. Fristen løper ikke fra da av."),
    "resumed": _("Dagen det som manglet, kom. Fristen løper videre fra da av."),
    "agreed": _("En lengre frist som partene er enige om. En kortere gjelder ikke."),
    "received": _("Dagen saken kom fram dit."),
    "forwarded": _("Dagen saken ble sendt videre."),
}
# What is wrong with a date, in short; the engine has the whole reason.
CONFLICTS: dict[str, Promise] = {
    "too_early": _("%(day)s er for tidlig. Tidligst %(proposal)s."),
    "closes_too_early": _("Høringen slutter %(day)s. Det er for tidlig; tidligst %(proposal)s."),
    "shorter_than_law": _("%(day)s er satt for hånd og er kortere enn loven krever. Lovens dag gjelder: %(proposal)s."),
    "too_late": _("%(day)s er etter fristen."),
    "out_of_order": _("%(day)s er før steget det skal komme etter."),
    "after_decision": _("%(day)s er etter vedtaket. Er det en ny runde, mangler det nye vedtaket en dato."),
    "must_come_first": _("%(day)s er satt, men et steg som må komme først, har ingen dato."),
    "cannot_hold": _("%(day)s går ikke: det som må vare før, har ikke begynt. Tidligst %(proposal)s."),
    "no_meeting_then": _("%(day)s er ingen møtedag i kalenderen. Neste møte er %(proposal)s."),
    "agreed_too_short": _("%(day)s er avtalt, men er før lovens frist %(proposal)s. Lovens frist gjelder."),
    "no_working_day": _("%(day)s er ingen arbeidsdag. Første dag som passer, er %(proposal)s."),
}
ANNOUNCING_IN_LOG: dict[str, Promise] = {
    "announcement_written": _("%(who)s skrev opplysninger til en kunngjøring"),
    "announcement_checked": _("%(who)s krysset av innholdet i et varsel"),
    "announcement_text_written": _("%(who)s skrev en kunngjøring"),
    "announcement_recipients": _("%(who)s valgte mottakere"),
    "announcement_returned": _("%(who)s noterte at et brev kom i retur"),
    "announcement_returned_taken_back": _("%(who)s tok bort et notat om retur"),
    "announcement_sent_again": _("%(who)s noterte at et brev er sendt på nytt"),
    "announcement_private_until": _("%(who)s satte når private mottakere slettes"),
    "announcement_private_erased": _("%(who)s slettet private mottakere av et varsel"),
    "announcement_recipient_erased": _("%(who)s slettet en privat mottaker av et varsel"),
    "announced": _("%(who)s noterte en kunngjøring"),
    "announced_taken_back": _("%(who)s tok bort et notat om kunngjøring"),
    "announced_put_back": _("%(who)s hentet tilbake et notat om kunngjøring"),
}
COMMON_IN_LOG: dict[str, Promise] = {
    "common_made": _("%(who)s laget fellesprosessen"),
    "common_described": _("%(who)s skrev om fellesprosessen"),
    "common_step_added": _("%(who)s la til et felles steg"),
    "common_step_changed": _("%(who)s endret et steg"),
    "common_step_removed": _("%(who)s fjernet noe fra et steg"),
    "common_undone": _("%(who)s angret en endring"),
    "common_deleted": _("%(who)s slettet fellesprosessen"),
    "common_undeleted": _("%(who)s hentet tilbake fellesprosessen"),
}
DONE_IN_LOG: dict[str, Promise] = {
    "process_begun": _("%(who)s begynte prosessen"),
    "process_dates_set": _("%(who)s satte datoer"),
    "process_dates_undone": _("%(who)s angret datoer"),
    "process_choices_set": _("%(who)s endret hva som gjelder"),
    "process_step_described": _("%(who)s skrev om et steg"),
    "process_step_added": _("%(who)s la til et eget steg"),
    "process_step_removed": _("%(who)s fjernet et eget steg"),
    "process_deadline_set": _("%(who)s satte en frist for hånd"),
    "process_handover_written": _("%(who)s skrev til den som overtar"),
    "process_common_taken": _("%(who)s tok inn noe som er endret i fellesprosessen"),
    "process_common_left": _("%(who)s lot noe som er endret i fellesprosessen, ligge"),
    "process_common_undone": _("%(who)s angret et svar på noe som er endret i fellesprosessen"),
    "process_file_linked": _("%(who)s koblet en fil til et steg"),
    "process_file_unlinked": _("%(who)s tok bort en fil fra et steg"),
    "process_adopted": _("%(who)s førte vedtaket inn på planen"),
    "process_adopted_undone": _("%(who)s angret vedtaket som var ført inn på planen"),
    "process_ended": _("%(who)s avsluttet prosessen"),
    "process_taken_up": _("%(who)s tok opp igjen prosessen"),
    "process_deleted": _("%(who)s slettet prosessen"),
    "process_undeleted": _("%(who)s hentet tilbake prosessen"),
    **ANNOUNCING_IN_LOG,
}


def in_council(step: str, place: str) -> str:
    """A step that each council takes for itself in a joint plan, told of one of them."""
    council = gettext("Kommunestyret")
    if step.startswith(f"{council} "):
        return gettext("Kommunestyret i %(place)s") % {"place": place} + step.removeprefix(council)
    return f"{step}, {place}"


def written_date(day: date | None) -> str:
    return written_day(day) if day else ""
